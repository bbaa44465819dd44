// Makes the snippet from the form, and shows the very box that it gives.
(() => {
  "use strict";
  const host = new URL(".", document.baseURI).href;
  const form = document.getElementById("maker");
  const copy = document.getElementById("copy");
  const snippet = document.getElementById("snippet");
  const label = copy.textContent;

  // Only what differs from the defaults: a short snippet is one that is read.
  const chosen = () => {
    const values = Object.fromEntries(new FormData(form));
    if (values.color === "#1a4fb4") delete values.color;
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()));
  };

  const quoted = (value) => value.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const attributes = (data) => Object.entries(data).map(([name, value]) => ` data-${name}="${quoted(value)}"`).join("");

  const code = (data) => {
    const { position, ...rest } = data;
    const source = `<script src="${host}widget.js"`;
    return position
      ? `${source}${attributes(data)} async></scr` + "ipt>"
      : `${source} data-position="none" async></scr` + `ipt>\n<policy-chat${attributes(rest)}></policy-chat>`;
  };

  const show = () => {
    const data = chosen();
    snippet.textContent = code(data);
    window.PolicyChat.destroy();
    const chat = document.createElement("policy-chat");
    Object.assign(chat.dataset, data, { host });
    (data.position ? document.body : document.getElementById("inline")).append(chat);
  };

  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(snippet.textContent);
      copy.textContent = copy.dataset.done;
    } catch {
      copy.textContent = copy.dataset.failed;
    }
    setTimeout(() => { copy.textContent = label; }, 2000);
  });

  for (const place of document.querySelectorAll(".host")) place.textContent = host.replace(/\/$/, "");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  show();
})();
