import { ask } from "./api.js";
import { shown } from "./ask.js";
import { rememberKey } from "./browser-source.js";
import { announce, field, h } from "./dom.js";

/** Asks for a new stream and makes it; what the API finds wrong stands at its field. */
export async function createStream(look) {
  const id = h("input", { autocomplete: "off", spellcheck: "false", required: true, autofocus: true, pattern: "[A-Za-z0-9_][A-Za-z0-9._\\-]{0,63}" });
  const source = h("input", { autocomplete: "off", spellcheck: "false", required: true, value: "testsrc" });
  const prompt = h("input", { autocomplete: "off" });
  const width = h("input", { type: "number", min: 16, max: 4096, step: 8 });
  const height = h("input", { type: "number", min: 16, max: 4096, step: 8 });
  const fields = {
    id: field("Id", id, "Letters, digits, dot, dash, underscore. It stays as it is."),
    "ingest.source": field("Source", source, "rtmp://, srt://, rtsp://, https:// …, stream: and another one's id, or testsrc."),
    "style.prompts": field("Prompt", prompt, "Empty: the picture as it is."),
    "ingest.pictures.width": field("Width", width),
    "ingest.pictures.height": field("Height", height),
  };
  const camera = h("input", { type: "checkbox", onchange: () => { source.disabled = camera.checked; } });
  const all = h("p", { class: "field-problem", role: "alert", hidden: true });
  const make = h("button", { class: "primary" }, "Create");
  const dialog = h("dialog", { "aria-labelledby": "create-title" });
  const form = h("form", { class: "box", onsubmit: (event) => { event.preventDefault(); send(); } },
    h("h2", { id: "create-title" }, "New stream"),
    fields.id, fields["ingest.source"],
    h("label", { class: "choice" }, camera, " Who has its key publishes it: this browser's camera, or an encoder"),
    fields["style.prompts"],
    h("fieldset", {}, h("legend", {}, "Size of its pictures (empty: the source's own)"),
      h("div", { class: "pair" }, fields["ingest.pictures.width"], fields["ingest.pictures.height"])),
    all,
    h("div", { class: "actions" }, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), make));
  dialog.append(form);

  async function send() {
    Object.values(fields).forEach((one) => one.problem(null));
    all.hidden = true;
    make.disabled = true;
    try {
      const made = await ask("POST", "/streams", settings());
      dialog.close();
      announce(`${id.value} is made.`);
      await look();
      if (made.publishKey) {
        rememberKey(made.id, made.publishKey);
        location.hash = `#/streams/${encodeURIComponent(made.id)}`;
      }
    } catch (e) {
      wrong(e);
    }
    make.disabled = false;
  }

  function settings() {
    const ingest = { source: camera.checked ? "publish:" : source.value.trim() };
    if (width.value && height.value) {
      ingest.pictures = { width: Number(width.value), height: Number(height.value) };
    }
    return { id: id.value.trim(), ingest, style: { prompts: [prompt.value.trim()] } };
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
