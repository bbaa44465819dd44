// The chat page's own behaviour: a citation opens its clause beside the chat, a suggestion asks itself.
// Without it every link still works: citations lead to the reader page.
(() => {
  "use strict";
  const panel = () => document.getElementById("pq-panel");
  let opener = null;

  const scrollToMark = (body) => {
    const mark = body.querySelector("mark") || body.querySelector(".target");
    if (!mark) return;
    const offset = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += offset - body.clientHeight / 3;
  };

  const close = () => {
    const box = panel();
    if (!box || !box.classList.contains("open")) return;
    box.classList.remove("open");
    document.querySelectorAll(".pq-current").forEach((a) => a.classList.remove("pq-current"));
    if (opener && opener.isConnected) opener.focus();
  };

  const fail = (body, href) => {
    const message = document.createElement("p");
    message.className = "pq-hint";
    message.setAttribute("role", "alert");
    message.append("原文没有取到，请检查网络后再点一次，或");
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "打开规划原文页";
    message.append(link, "。");
    body.replaceChildren(message);
  };

  const open = async (link) => {
    const target = new URL(link.href, document.baseURI);
    const id = decodeURIComponent(target.hash.slice(1));
    const hl = target.searchParams.get("hl") || "";
    const body = panel().querySelector(".pq-clause-body");
    opener = link;
    document.querySelectorAll(".pq-current").forEach((a) => a.classList.remove("pq-current"));
    link.classList.add("pq-current");
    panel().classList.add("open");
    try {
      const url = new URL(`plan/clause/${encodeURIComponent(id)}?hl=${encodeURIComponent(hl)}`, document.baseURI);
      const response = await fetch(url);
      if (!response.ok) throw new Error(String(response.status));
      body.innerHTML = await response.text();
      scrollToMark(body);
      body.focus({ preventScroll: true });
    } catch {
      fail(body, link.href);
    }
  };

  // The answer as plain text, each source with the words that it quotes.
  const asText = (answer) => {
    const lines = [...answer.querySelectorAll(".pq-text p")].map((p) => {
      const copy = p.cloneNode(true);
      copy.querySelectorAll(".pq-mark").forEach((mark) => mark.replaceWith(`[${mark.textContent}]`));
      return copy.textContent;
    });
    const sources = [...answer.querySelectorAll(".pq-sources .pq-chip")].map((chip) => {
      const number = chip.querySelector("b").textContent;
      return `[${number}] ${chip.textContent.slice(number.length).trim()}：“${chip.title}”`;
    });
    return [...lines, "", ...sources].join("\n");
  };

  const copy = async (link) => {
    const label = link.textContent;
    try {
      await navigator.clipboard.writeText(asText(link.closest(".pq-answer")));
      link.textContent = "已复制";
    } catch {
      link.textContent = "没有复制成功，请手动选择";
    }
    setTimeout(() => { link.textContent = label; }, 2000);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target.closest(".pq-close")) close();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.classList.contains("pq-cite")) {
      event.preventDefault();
      event.stopPropagation();
      open(link);
    } else if (link.classList.contains("pq-copy")) {
      event.preventDefault();
      copy(link);
    } else if (link.classList.contains("pq-ask") && window.planqaAsk) {
      event.preventDefault();
      window.planqaAsk(new URL(link.href, document.baseURI).searchParams.get("ask"));
    }
  }, true);

  // An address with ?ask=… puts its question once the page is there.
  const linked = new URLSearchParams(location.search).get("ask");
  if (linked) {
    const waiting = setInterval(() => {
      if (!window.planqaAsk || !document.querySelector("#pq-question textarea")) return;
      clearInterval(waiting);
      history.replaceState(null, "", location.pathname);
      window.planqaAsk(linked);
    }, 100);
  }

  // Called by Gradio as it takes a question: empty the box the way a user would.
  window.planqaTaken = () => setTimeout(() => {
    const box = document.querySelector("#pq-question textarea");
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // Gradio labels each message with its raw HTML; a screen reader must hear whose message it is.
  const NAMES = { user: "提问", bot: "回答" };
  const relabel = () => {
    for (const message of document.querySelectorAll("#pq-chat [data-testid][aria-label]")) {
      const name = NAMES[message.dataset.testid];
      if (name && message.getAttribute("aria-label") !== name) message.setAttribute("aria-label", name);
    }
  };
  new MutationObserver(relabel).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"],
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
