// <policy-chat>: one question box, floating (data-position) or in its place in the page.
const dark = matchMedia("(prefers-color-scheme:dark)");
const all = () => [...document.querySelectorAll("policy-chat")];

class PolicyChat extends HTMLElement {
  connectedCallback() {
    const { host, position, plan } = this.dataset;
    this.base = (host || here).replace(/\/?$/, "/");
    this.float = !!position;
    this.rank = all().filter((other) => other.dataset.position === position).indexOf(this);
    this.key = ["policychat", this.base, plan, position, this.rank, this.id].join();
    this.life = new AbortController();
    const on = (target, name, then) => target?.addEventListener(name, then, { signal: this.life.signal });
    on(window, "online", () => this.retry());
    on(dark, "change", () => this.dress());
    on(window.visualViewport, "resize", () => this.fit());
    on(window.visualViewport, "scroll", () => this.fit());
    this.restore();
    this.setLang(this.code || this.dataset.lang || document.documentElement.lang || navigator.language);
    this.emit("ready");
    this.pump();
  }

  disconnectedCallback() {
    this.life.abort();
    this.stop?.abort();
  }

  open(question) {
    if (this.panel.hidden) {
      this.opener = document.activeElement;
      this.toggle(true);
    }
    if (question) this.ask(question);
    this.focusBox();
  }

  close() {
    if (!this.float || this.panel.hidden) return;
    this.toggle(false);
    // A click leaves the focus on the body or on the launcher, which was hidden meanwhile.
    const back = this.opener;
    (back?.isConnected && back !== document.body && back !== this ? back : this.launch).focus();
  }

  // What the page is about: words that questions may refer to, or {plan, history: [earlier questions]}.
  setContext(context) {
    this.context = typeof context === "string" ? { history: [context] } : context;
  }

  setLang(code) {
    const inside = this.root?.activeElement;
    this.code = code;
    const zh = /^zh/i.test(code);
    this.t = TEXTS[zh ? "zh" : "en"];
    this.build(zh ? "zh-CN" : "en");
    if (inside) this.focusBox();
  }

  destroy() {
    this.emit("destroy");
    this.remove();
  }

  ask(question) {
    question = `${question}`.trim().slice(0, 2000);
    if (!question) return;
    const turn = { question };
    this.turns.push(turn);
    this.draw(turn);
    this.emit("ask", { question });
    this.pump();
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`policychat:${name}`, { bubbles: true, composed: true, detail }));
  }

  build(lang) {
    const { t } = this;
    const { title, questions } = this.dataset;
    this.log = make("div", { className: "log", tabIndex: 0, role: "region", ariaLabel: t.talk },
      make("div", { className: "a" }, paragraph("", t.hello), ...suggestions(this, t.more, questions?.split("|") || [])));
    this.box = make("textarea", { maxLength: 2000, dir: "auto", ariaLabel: t.hint, placeholder: t.hint, value: this.draft || "" });
    this.box.oninput = () => this.keep();
    this.box.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    };
    this.panel = make("section", { className: "panel", role: this.float ? "dialog" : "region", ariaLabel: title || t.title, tabIndex: -1 },
      make("div", { className: "head" }, make("h2", {}, title || t.title), press(t.fresh, () => this.fresh()),
        this.float && press("✕", () => this.close(), { ariaLabel: t.close })),
      this.log,
      make("form", { onsubmit: (event) => this.submit(event) }, this.box, make("button", { className: "send" }, t.send)),
      paragraph("note", t.note));
    this.live = make("div", { className: "sr", role: "status", ariaLive: "polite" });
    this.launch = this.float && press(title || t.launch, () => this.open(), { className: "launch" });
    this.root ||= styled(this.attachShadow({ mode: "open" }));
    this.body?.remove();
    this.body = make("div", { lang, onkeydown: (event) => this.onKey(event) }, this.launch, this.panel, this.live);
    this.root.append(this.body);
    this.dress();
    this.show(this.float ? this.shown : true);
    this.turns.forEach((turn) => { turn.place = 0; this.draw(turn); });
  }

  dress() {
    const { theme, color, position, z } = this.dataset;
    const { style } = this.body;
    this.body.className = `r ${theme === "dark" || (theme !== "light" && dark.matches) ? "dark" : ""} ${this.float ? "float" : ""} ${position}`;
    style.color = "#1a4fb4";
    style.color = color;
    const [r, g, b] = getComputedStyle(this.body).color.match(/[\d.]+/g).map((part) => (part / 255) ** 2.2);
    const set = (name, value) => style.setProperty(name, value);
    set("--c", style.color);
    set("--on", r * 0.21 + g * 0.72 + b * 0.07 > 0.18 ? "#000" : "#fff");
    set("--z", +z || 2147483647);
    set("--k", this.rank);
    style.color = "";
  }

  toggle(open) {
    this.show(open);
    this.emit(open ? "open" : "close");
  }

  show(open) {
    this.shown = !!open;
    this.panel.hidden = !open;
    this.panel.ariaModal = this.float && innerWidth < 481;
    if (this.launch) Object.assign(this.launch, { hidden: open, ariaExpanded: !!open, ariaHasPopup: "dialog" });
    this.fit();
    this.keep();
  }

  // On a phone the panel fills what the keyboard leaves of the screen.
  fit() {
    const { height, offsetTop } = window.visualViewport || {};
    if (!height) return;
    this.panel.style.setProperty("--h", `${height}px`);
    this.panel.style.setProperty("--t", `${offsetTop}px`);
  }

  onKey(event) {
    if (!this.float) return;
    if (event.key === "Escape") this.close();
    if (event.key !== "Tab") return;
    const stops = [...this.panel.querySelectorAll("a,button,textarea,.log")];
    const [from, to] = event.shiftKey ? [0, stops.length - 1] : [stops.length - 1, 0];
    if (this.root.activeElement !== stops[from]) return;
    event.preventDefault();
    stops[to].focus();
  }

  focusBox() {
    // Under fingers a focused box would throw the keyboard over the answer.
    (matchMedia("(pointer:coarse)").matches ? this.panel : this.box).focus({ preventScroll: true });
  }

  submit(event) {
    event.preventDefault();
    const question = this.box.value;
    this.box.value = "";
    this.ask(question);
  }

  fresh() {
    this.stop?.abort();
    this.turns = [];
    this.setLang(this.code);
    this.focusBox();
  }

  retry() {
    for (const turn of this.turns) if (turn.error) { turn.error = 0; this.draw(turn); }
    this.pump();
  }

  // One question at a time, in order; those sent meanwhile wait.
  async pump() {
    const turn = this.turns.find((each) => !each.answer && !each.error);
    if (this.stop || !turn || !this.isConnected) return;
    const { t } = this;
    const say = (state) => { Object.assign(turn, state); this.draw(turn); };
    const stop = (this.stop = new AbortController());
    const silent = () => setTimeout(() => stop.abort(), 60000);
    const slow = setTimeout(() => say({ slow: 1 }), 4000);
    let patience = silent();
    try {
      const { plan = this.dataset.plan, history = [] } = this.context || {};
      const body = { question: turn.question, plan, history: [...history, ...this.history(turn)] };
      await ask(`${this.base}api/ask/stream`, body, stop.signal, (name, value) => {
        clearTimeout(patience);
        patience = silent();
        if (name === "citations") turn.citations = value;
        if (name === "delta") say({ text: (turn.text || "") + value.text });
        if (name === "done") turn.answer = value;
      });
      if (!turn.answer) throw fault("cut");
    } catch ({ code, message }) {
      if (typeof code !== "string") code = navigator.onLine ? (turn.text ? "cut" : "down") : "offline";
      turn.error = t[code] || message || t.failed;
      turn.code = code;
    }
    clearTimeout(patience);
    clearTimeout(slow);
    this.stop = null;
    if (this.turns.includes(turn)) {
      const { question, answer, code, error } = turn;
      say({ text: 0, slow: 0 });
      this.live.textContent = error || answer.answer.replace(/\[\d+\]/g, "");
      this.emit(error ? "error" : "answer", error ? { question, code, message: error } : answer);
    }
    this.pump();
  }

  history(turn) {
    return this.turns.slice(0, this.turns.indexOf(turn)).filter((each) => each.answer).slice(-10).map(({ question, answer }) => (
      { question, answer: answer.answer.slice(0, 8000), citations: answer.citations.slice(0, 50).map(({ id }) => id) }));
  }

  draw(turn) {
    const place = drawn(this, turn);
    if (turn.place) turn.place.replaceWith(place);
    else this.log.append(place);
    if (!turn.place || turn.answer) this.log.scrollTop = place.offsetTop - 12;
    turn.place = place;
    this.keep();
  }

  // A reload or the site's next page finds the conversation again, and asks what was not answered.
  keep() {
    this.draft = this.box.value;
    const turns = this.turns.slice(-20).map(({ question, answer }) => ({ question, answer }));
    try {
      sessionStorage[this.key] = JSON.stringify({ turns, draft: this.draft, shown: this.shown });
    } catch { /* storage is full or forbidden: the page itself still has everything */ }
  }

  restore() {
    this.turns ||= [];
    try {
      Object.assign(this, JSON.parse(sessionStorage[this.key]));
    } catch { /* nothing kept */ }
  }
}
