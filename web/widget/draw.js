// What is shown of a turn. Words from outside only ever become text; addresses are built here.
const make = (tag, props, ...kids) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...kids.filter(Boolean));
  return made;
};
const press = (label, onclick, props) => make("button", { type: "button", onclick, ...props }, label);
const paragraph = (className, ...kids) => make("p", { className, dir: "auto" }, ...kids);

const link = (chat, c, text, props) => make("a", {
  href: `${chat.base}plan?hl=${+c.start}-${+c.end}#${encodeURIComponent(c.id)}`, target: "_blank", rel: "noopener", ...props,
}, text);

const lines = (chat, text, citations) => text.split(/\n+/).filter(Boolean).map((line) =>
  paragraph("", ...line.split(/(\[\d+\])/).map((piece) => {
    const c = citations.find(({ n }) => `[${n}]` === piece);
    return c ? link(chat, c, `${c.n}`, { className: "mark", ariaLabel: `${chat.t.sources} ${c.n} ${c.label}` }) : piece;
  })));

const list = (title, entries) => entries.length
  ? [make("h3", {}, title), make("ul", {}, ...entries.map((kids) => make("li", {}, ...kids)))] : [];

const sources = (chat, title, citations) => list(title, citations.map((c) =>
  [link(chat, c, `${c.n} ${c.label}`), make("q", { dir: "auto" }, c.quote)]));

const suggestions = (chat, title, questions) => list(title, questions.map((question) =>
  [press(question, () => { chat.ask(question); chat.focusBox(); }, { dir: "auto" })]));

const answered = (chat, { mode, status, read_as: readAs, answer, calculations, citations, related, suggestions: more }) => {
  const { t } = chat;
  const tags = [citations[0] && t[mode], t[status]].filter(Boolean).map((tag) => make("b", {}, tag));
  return [
    (tags[0] || readAs) && paragraph("tags", ...tags, readAs && t.read + readAs),
    ...lines(chat, answer, citations),
    ...calculations.map((c) => paragraph("tags", `${c.expression} = ${c.result}`)),
    ...sources(chat, t.sources, citations),
    ...sources(chat, t.related, related),
    ...suggestions(chat, t.more, more),
  ];
};

const reply = (chat, turn) => {
  const { t } = chat;
  if (turn.answer) return answered(chat, turn.answer);
  if (turn.error) return [paragraph("err", turn.error), press(t.retry, () => { chat.retry(); chat.focusBox(); })];
  return turn.text ? lines(chat, turn.text, turn.citations) : [paragraph("", turn.slow ? t.slow : t.wait)];
};

const drawn = (chat, turn) => make("div", { className: "t" }, paragraph("q", turn.question),
  make("div", { className: "a", ariaBusy: !turn.answer && !turn.error }, ...reply(chat, turn)));

// A sheet made by script is what a strict content security policy lets through.
const styled = (root) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
  return root;
};
