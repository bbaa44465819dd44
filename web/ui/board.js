// The board filters as one types; without this the form's button does.
(() => {
  "use strict";
  const form = document.querySelector("form.filters");
  let waiting = 0;
  let latest = 0;

  const address = () => {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
    return `board?${asked}`;
  };

  const show = async (url, keep) => {
    const turn = ++latest;
    const results = document.getElementById("results");
    results.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(new URL(url, document.baseURI));
      if (!response.ok) throw new Error(String(response.status));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (turn !== latest) return;
      results.replaceChildren(...page.getElementById("results").childNodes);
      if (!keep) form.querySelectorAll("[name]").forEach((field) => { field.value = page.getElementById(field.id)?.value ?? field.value; });
      form.elements.show.value = page.querySelector("form.filters").elements.show.value;
      history.replaceState(null, "", url);
    } catch {
      location.assign(url);
    } finally {
      results.removeAttribute("aria-busy");
    }
  };

  form.classList.add("live");
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(address(), true), event.target.name === "q" ? 250 : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    show(address(), true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".switch a, .count a, .nothing a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.getAttribute("href"), false);
  });
})();
