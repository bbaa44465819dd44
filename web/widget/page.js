// The page's handle on its question boxes, and the floating one that the script tag asks for.
if (!window.PolicyChat) {
  customElements.define("policy-chat", PolicyChat);
  const each = (name) => (value) => all().forEach((chat) => chat[name](value));
  window.PolicyChat = {
    open: (question) => (all().find((chat) => chat.float) || all()[0])?.open(question),
    close: each("close"), setContext: each("setContext"), setLang: each("setLang"), destroy: each("destroy"),
  };
}
if (script && script.dataset.position !== "none") {
  const chat = document.createElement("policy-chat");
  Object.assign(chat.dataset, { position: "auto", host: here }, script.dataset);
  const place = () => document.body.append(chat);
  document.body ? place() : addEventListener("DOMContentLoaded", place);
}
