// The support finder without reloading, and its filter by need; without this forms and links do the same.
(() => {
  "use strict";
  const form = document.querySelector("form.profile");
  const results = () => document.getElementById("results");
  let latest = 0;

  const settle = () => document.body.classList.toggle("has-results", Boolean(document.querySelector(".found")));

  const find = async (sent) => {
    const turn = ++latest;
    results().setAttribute("aria-busy", "true");
    if (!results().children.length) say("正在查找……", "Searching …", "status");
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(sent) });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (turn !== latest) return;
      if (!response.ok || !page.getElementById("results")) throw new Error(String(response.status));
      results().replaceChildren(...page.getElementById("results").childNodes);
      settle();
      results().focus({ preventScroll: true });
      results().scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: no-preference)").matches ? "smooth" : "auto" });
    } catch {
      if (turn === latest) fail();
    } finally {
      if (turn === latest) results().removeAttribute("aria-busy");
    }
  };

  const say = (chinese, english, role) => {
    const message = document.createElement("p");
    message.className = "nothing";
    message.setAttribute("role", role);
    message.textContent = document.documentElement.lang === "en" ? english : chinese;
    results().replaceChildren(message);
  };

  const fail = () => say("没有查到结果，请检查网络，稍后再试。", "That did not work. Check the network and try again in a moment.", "alert");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find(new FormData(form));
  });

  const example = (link) => {
    form.querySelectorAll("input, select").forEach((field) => {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    });
    form.elements.text.value = new URL(link.href).searchParams.get("text");
    find(new FormData(form));
  };

  const only = (link) => {
    const need = link.dataset.need;
    document.querySelectorAll(".by-need a").forEach((a) => a.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    document.querySelectorAll("section.need").forEach((section) => {
      section.hidden = Boolean(need) && section.dataset.need !== need;
    });
    document.querySelectorAll("section.directions, section.unfit").forEach((section) => { section.hidden = Boolean(need); });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".examples a, .by-need a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (link.dataset.need === undefined) example(link);
    else only(link);
  });
  settle();
})();
