import { ask } from "./api.js";
import { announce, field, h } from "./dom.js";
import { freeId, originalOf } from "./family.js";
import { askFor } from "./form.js";

/** Makes another style of a stream's source, which viewers of the stream can choose at once. */
export async function anotherStyle({ known, look }, id) {
  const original = originalOf(known.streams.find((stream) => stream.id === id)) ?? id;
  const prompt = h("input", { autocomplete: "off", required: true, autofocus: true });
  const title = h("input", { autocomplete: "off", maxlength: 64 });
  const fields = {
    "style.prompts": field("Prompt", prompt),
    "egress.output.title": field("What viewers' menus call it", title, "Empty: as the prompt."),
  };
  await askFor("Another style of this stream", `The same pictures and sound as ${original}, in a style of its own. Viewers of either choose between them.`,
    fields, "Create", async () => {
      const named = title.value.trim() || prompt.value.trim().slice(0, 64);
      const made = await ask("POST", "/streams", {
        id: freeId(known.streams, original, named),
        ingest: { source: `stream:${original}` },
        egress: { output: { title: named } },
        style: { prompts: [prompt.value.trim()] },
      });
      announce(`${made.id} is made.`);
      await look();
      location.hash = `#/compare/${encodeURIComponent(original)}/${encodeURIComponent(made.id)}`;
    });
}
