// A citation opens its clause in the panel of the page. Without this every link still works: it leads to the reader.
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

  const unmark = () => document.querySelectorAll(".pq-current").forEach((a) => a.classList.remove("pq-current"));

  const close = () => {
    const box = panel();
    if (!box || !box.classList.contains("open")) return;
    box.classList.remove("open");
    unmark();
    if (opener && opener.isConnected) opener.focus();
  };

  const english = () => document.documentElement.lang === "en";

  const fail = (body, href) => {
    const message = document.createElement("p");
    message.className = "pq-hint";
    message.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.href = href;
    if (english()) {
      message.append("The clause could not be fetched. Check the network and try again, or ");
      link.textContent = "open the plan";
      message.append(link, ".");
    } else {
      message.append("原文没有取到，请检查网络后再点一次，或");
      link.textContent = "打开规划原文页";
      message.append(link, "。");
    }
    body.replaceChildren(message);
  };

  const open = async (link) => {
    const target = new URL(link.href, document.baseURI);
    const id = decodeURIComponent(target.hash.slice(1));
    const asked = new URLSearchParams({ hl: target.searchParams.get("hl") || "" });
    if (english()) asked.set("lang", "en");
    const body = panel().querySelector(".pq-clause-body");
    opener = link;
    unmark();
    link.classList.add("pq-current");
    panel().classList.add("open");
    try {
      const response = await fetch(new URL(`plan/clause/${encodeURIComponent(id)}?${asked}`, document.baseURI));
      if (!response.ok) throw new Error(String(response.status));
      body.innerHTML = await response.text();
      scrollToMark(body);
      body.focus({ preventScroll: true });
    } catch {
      fail(body, link.href);
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".pq-close")) close();
    const link = event.target.closest("a.pq-cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    event.stopPropagation();
    open(link);
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
