import { ask } from "./api.js";
import { rememberKey } from "./browser-source.js";
import { announce, field, h } from "./dom.js";
import { askFor } from "./form.js";
import { modelChoice } from "./models.js";

/** Asks for a new stream and makes it; what the API finds wrong stands at its field. */
export async function createStream(look) {
  const id = h("input", { autocomplete: "off", spellcheck: "false", required: true, autofocus: true, pattern: "[A-Za-z0-9_][A-Za-z0-9._\\-]{0,63}" });
  const source = h("input", { autocomplete: "off", spellcheck: "false", required: true, value: "testsrc" });
  const prompt = h("input", { autocomplete: "off" });
  const width = h("input", { type: "number", min: 16, max: 4096, step: 8 });
  const height = h("input", { type: "number", min: 16, max: 4096, step: 8 });
  const model = modelChoice("The workers' first one");
  const fields = {
    id: field("Id", id, "Letters, digits, dot, dash, underscore. It stays as it is."),
    "ingest.source": field("Source", source, "rtmp://, srt://, rtsp://, https:// …, stream: and another one's id, or testsrc."),
    "style.prompts": field("Prompt", prompt, "Empty: the picture as it is."),
    "ingest.model": model.box,
    "ingest.pictures.width": field("Width", width),
    "ingest.pictures.height": field("Height", height),
  };
  const camera = h("input", { type: "checkbox", onchange: () => { source.disabled = camera.checked; } });

  function settings() {
    const ingest = { source: camera.checked ? "publish:" : source.value.trim(), ...model.chosen() };
    if (width.value && height.value) {
      ingest.pictures = { width: Number(width.value), height: Number(height.value) };
    }
    return { id: id.value.trim(), ingest, style: { prompts: [prompt.value.trim()] } };
  }

  const beyond = h("input", { type: "checkbox" });
  const allTheSame = h("label", { class: "choice", hidden: true }, beyond, " Make it all the same: its frames come late, and so may those of others");

  async function make() {
    try {
      return await ask("POST", `/streams?beyondCapacity=${beyond.checked}`, settings());
    } catch (e) {
      allTheSame.hidden = e.kind !== "no-room";
      throw e;
    }
  }

  let made = null;
  await askFor("New stream", "", fields, "Create", async () => { made = await make(); }, [
    fields.id, fields["ingest.source"],
    h("label", { class: "choice" }, camera, " Who has its key publishes it: this browser's camera, or an encoder"),
    fields["style.prompts"], fields["ingest.model"],
    h("fieldset", {}, h("legend", {}, "Size of its pictures (empty: the source's own)"),
      h("div", { class: "pair" }, fields["ingest.pictures.width"], fields["ingest.pictures.height"])),
    allTheSame,
  ]);
  if (made) {
    announce(`${made.id} is made.`);
    await look();
    if (made.publishKey) {
      rememberKey(made.id, made.publishKey);
      location.hash = `#/streams/${encodeURIComponent(made.id)}`;
    }
  }
}
