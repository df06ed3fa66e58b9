import { field, h } from "./dom.js";

/** Shows a dialog until it is closed; what it was closed with. */
export function shown(dialog) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      done(dialog.returnValue);
    }, { once: true });
  });
}

/** Whether this is to be done. */
export async function confirmed(title, detail, action) {
  const dialog = h("dialog", { "aria-labelledby": "confirm-title" },
    h("form", { method: "dialog", class: "box" },
      h("h2", { id: "confirm-title" }, title),
      h("p", {}, detail),
      h("div", { class: "actions" },
        h("button", { value: "no", autofocus: true }, "Cancel"),
        h("button", { value: "yes", class: "danger" }, action))));
  return (await shown(dialog)) === "yes";
}

/** A token, which the API wants. */
export async function askForToken(wasRefused) {
  const input = h("input", { type: "password", autocomplete: "off", required: true, spellcheck: "false", autofocus: true });
  const box = field("Token", input, "It is kept in this tab alone, until it is closed.");
  if (wasRefused) {
    box.problem("The API does not know the token that was given.");
  }
  const dialog = h("dialog", { "aria-labelledby": "token-title", oncancel: (event) => event.preventDefault() },
    h("form", { method: "dialog", class: "box" },
      h("h2", { id: "token-title" }, "The API wants a token"),
      box,
      h("div", { class: "actions" }, h("button", { class: "primary" }, "Go on"))));
  await shown(dialog);
  return input.value.trim();
}
