import { ask, get, streamPath } from "./api.js";
import { confirmed } from "./ask.js";
import { announce, field, h } from "./dom.js";
import { only, refused } from "./state.js";

/** Where a stream is pushed to. What is secret of an address is not shown again. */
export function outputsPanel(id, caller) {
  const list = h("ul", { class: "outputs", "aria-label": "Outputs" });
  const url = h("input", { type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", placeholder: "rtmp://HOST/APP/KEY" });
  const box = field("Address", url);
  const form = h("form", { class: "inline", onsubmit: (event) => { event.preventDefault(); add(); } },
    box, only(h("button", {}, "Add"), caller, "operator"));
  url.disabled = refused(caller, "operator") !== null;

  async function load() {
    const { outputs } = await get(`${streamPath(id)}/outputs`);
    list.replaceChildren(...outputs.map((output) => h("li", {}, h("code", {}, output.url),
      only(h("button", { "aria-label": `Remove ${output.url}`, onclick: () => remove(output) }, "Remove"), caller, "operator"))));
    if (outputs.length === 0) {
      list.append(h("li", { class: "quiet" }, "It is pushed nowhere."));
    }
  }

  async function add() {
    box.problem(null);
    try {
      await ask("POST", `${streamPath(id)}/outputs`, { url: url.value.trim() });
      url.value = "";
      announce("The output is added.");
      await load();
    } catch (e) {
      box.problem(e.errors?.map((error) => error.message).join("; ") || e.message);
      url.focus();
    }
  }

  async function remove(output) {
    if (await confirmed("Remove this output?", output.url, "Remove")) {
      await ask("DELETE", `${streamPath(id)}/outputs/${output.name}`).catch((e) => box.problem(e.message));
      announce("The output is removed.");
      await load();
      url.focus();
    }
  }

  load().catch((e) => box.problem(e.message));
  return h("section", { class: "panel", "aria-labelledby": "outputs-title" }, h("h2", { id: "outputs-title" }, "Outputs"), list, form);
}
