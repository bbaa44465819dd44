// The chat page's own behaviour: a suggestion asks itself, an answer is copied, the tabs keep the conversation.
// Clauses open through clause.js. Without scripts every link still leads somewhere.
(() => {
  "use strict";
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
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (link.classList.contains("pq-copy")) {
      event.preventDefault();
      copy(link);
    } else if (link.classList.contains("pq-ask") && window.planqaAsk) {
      event.preventDefault();
      window.planqaAsk(new URL(link.href, document.baseURI).searchParams.get("ask"));
    }
  }, true);

  if (new URLSearchParams(location.search).get("lang") === "en") import(new URL("ui/language.js", document.baseURI));

  // An address with ?ask=… puts its question once the page is there.
  const linked = new URLSearchParams(location.search).get("ask");
  if (linked) {
    const waiting = setInterval(() => {
      if (!window.planqaAsk || !document.querySelector("#pq-question textarea")) return;
      clearInterval(waiting);
      const left = new URL(location.href);
      left.searchParams.delete("ask");
      history.replaceState(null, "", left);
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
})();
