import { shown } from "./ask.js";
import { h } from "./dom.js";

/**
 * A dialog that asks for something and does it; what is wrong with it stands at its field, by the name that the API has for it.
 *
 * @param intro what it is about; empty: its title says it
 * @param fields by the API's paths
 * @param act may fail with what the API says; the dialog stays open then
 * @param laidOut what is in it, the fields among it
 */
export async function askFor(title, intro, fields, action, act, laidOut = Object.values(fields)) {
  const all = h("p", { class: "field-problem", role: "alert", hidden: true });
  const make = h("button", { class: "primary" }, action);
  const dialog = h("dialog", { "aria-labelledby": "form-title" });
  const form = h("form", { class: "box", onsubmit: (event) => { event.preventDefault(); send(); } },
    h("h2", { id: "form-title" }, title), ...(intro ? [h("p", { class: "hint" }, intro)] : []),
    ...laidOut, all,
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), make));
  dialog.append(form);

  async function send() {
    Object.values(fields).forEach((one) => one.problem(null));
    all.hidden = true;
    make.disabled = true;
    try {
      await act();
      dialog.close();
    } catch (e) {
      wrong(e);
    }
    make.disabled = false;
  }

  function wrong(problem) {
    const others = [];
    for (const error of problem.errors ?? []) {
      const path = Object.keys(fields).find((name) => error.path === name || error.path.startsWith(`${name}.`));
      path ? fields[path].problem(error.message) : others.push(`${error.path} ${error.message}`);
    }
    if (others.length > 0 || !(problem.errors?.length > 0)) {
      all.textContent = others.join("; ") || problem.message;
      all.hidden = false;
    }
    form.querySelector("[aria-invalid=true]")?.focus();
  }

  await shown(dialog);
}
