// The tabs on the chat page: the other pages open in place of the conversation, which is still there afterwards.
// Without this, and on the other pages, tabs are plain links.
(() => {
  "use strict";
  const root = new URL(".", document.baseURI);
  const frames = new Map();
  let shown = "";
  let chatTitle = "";

  const tabs = () => [...document.querySelectorAll(".site-tabs a")];
  const pathOf = (href) => {
    const url = new URL(href, root);
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
    const path = url.pathname.slice(root.pathname.length);
    return tabs().some((tab) => new URL(tab.getAttribute("href"), root).pathname === url.pathname) ? path : null;
  };
  const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);

  const place = () => {
    const header = document.querySelector(".site-header");
    const area = document.getElementById("pq-views");
    if (header && area) area.style.top = `${header.getBoundingClientRect().bottom}px`;
  };

  const area = () => {
    const found = document.getElementById("pq-views");
    if (found) return found;
    const made = document.createElement("div");
    made.id = "pq-views";
    document.body.append(made);
    new ResizeObserver(place).observe(document.querySelector(".site-header"));
    return made;
  };

  const embedded = (href) => {
    const url = new URL(href, root);
    url.searchParams.set("embed", "1");
    return url.href;
  };

  // Links of a page in its frame that lead to another tab change the tab, not the frame.
  const adopt = (frame, path) => {
    const inside = frame.contentDocument;
    if (!inside || !inside.querySelector("main")) {
      location.assign(new URL(path, root));
      return;
    }
    frame.classList.add("there");
    if (shown === path) document.title = inside.title;
    inside.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || !plainClick(event) || link.target || link.hasAttribute("download")) return;
      const to = pathOf(link.href);
      if (to === null || to === path) return;
      event.preventDefault();
      go(link.href);
    });
  };

  const open = (path, href) => {
    const kept = frames.get(path);
    const tab = tabs().find((one) => pathOf(one.getAttribute("href")) === path);
    if (kept) {
      if (new URL(href, root).href !== new URL(tab.getAttribute("href"), root).href) kept.src = embedded(href);
      return;
    }
    const frame = document.createElement("iframe");
    frame.title = tab.textContent;
    frame.addEventListener("load", () => adopt(frame, path));
    frame.src = embedded(href);
    frames.set(path, frame);
    area().append(frame);
  };

  const show = (path, href) => {
    if (!shown) chatTitle = document.title;
    shown = path;
    if (path) open(path, href);
    place();
    frames.forEach((frame, name) => { frame.hidden = name !== path; });
    document.getElementById("pq-main").inert = Boolean(path);
    document.body.classList.toggle("pq-elsewhere", Boolean(path));
    for (const tab of tabs()) {
      if (pathOf(tab.getAttribute("href")) === path) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (!path) document.title = chatTitle;
    else document.title = frames.get(path).contentDocument?.title || document.title;
  };

  const go = (href) => {
    const url = new URL(href, root);
    const path = pathOf(href);
    const asked = path === "" && url.searchParams.get("ask");
    history.pushState({}, "", asked ? root : url);
    show(path, href);
    if (asked) window.planqaAsk?.(asked);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".site-tabs a");
    if (!link || !plainClick(event) || !document.getElementById("pq-main")) return;
    event.preventDefault();
    const path = pathOf(link.getAttribute("href"));
    if (path !== shown) go(link.getAttribute("href"));
  });
  window.addEventListener("popstate", () => {
    const path = pathOf(location.href);
    if (path !== null && path !== shown) show(path, location.href);
  });
})();
