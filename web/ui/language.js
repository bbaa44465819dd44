// The chat page in English (?lang=en): its own words are exchanged where they stand. Questions and answers are in
// whatever language they are in.
(async () => {
  "use strict";
  const words = await (await fetch(new URL("ui/chat-english.json", document.baseURI))).json();
  const OURS = "#pq-header, .pq-hello, .pq-about, #pq-note, #pq-foot, #pq-send, .pq-hint, .pq-pending, .pq-badges, .pq-label, .pq-calculations, .pq-tools, .pq-error";
  const open = Object.keys(words).filter((key) => key.includes("%")).map((key) => {
    const [before, after] = key.split("%");
    return { before, after, english: words[key] };
  });

  const english = (text) => {
    const bare = text.trim();
    if (Object.hasOwn(words, bare)) return words[bare];
    const found = open.find(({ before, after }) => bare.startsWith(before) && bare.endsWith(after));
    return found && found.english.replace("%", () => bare.slice(found.before.length, bare.length - found.after.length));
  };

  const translate = () => {
    for (const part of document.querySelectorAll(OURS)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const found = english(texts.currentNode.data);
        if (found && found !== texts.currentNode.data.trim()) texts.currentNode.data = found;
      }
    }
    const box = document.querySelector("#pq-question textarea");
    if (box && words[box.placeholder]) box.placeholder = words[box.placeholder];
  };

  // The tabs keep the language; the link to it leads back.
  const turn = () => {
    for (const tab of document.querySelectorAll(".site-tabs a:not([href*=lang])")) tab.href = `${tab.getAttribute("href")}?lang=en`;
    const back = document.querySelector(".language[lang=en]");
    if (back) {
      back.setAttribute("href", "./");
      back.lang = "zh-CN";
    }
  };

  document.documentElement.lang = "en";
  document.title = document.title.replace("问答", words["问答"]);
  let waiting = false;
  const settle = () => {
    waiting = false;
    turn();
    translate();
  };
  settle();
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(settle);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
})();
