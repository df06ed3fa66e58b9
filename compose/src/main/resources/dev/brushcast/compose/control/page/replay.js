import { ask, streamPath } from "./api.js";
import { announce, field, h } from "./dom.js";
import { freeId } from "./family.js";
import { askFor } from "./form.js";
import { modelChoice } from "./models.js";

/** Replays what was recorded of a stream, as it was aired, in another style or by another model, and shows both side by side. */
export async function replay({ known, look }, id) {
  const epoch = h("input", { type: "number", min: 1, placeholder: "newest" });
  const from = h("input", { autocomplete: "off", spellcheck: "false" });
  const to = h("input", { autocomplete: "off", spellcheck: "false" });
  const prompt = h("input", { autocomplete: "off", autofocus: true });
  const model = modelChoice("As it was aired");
  const real = h("input", { type: "checkbox" });
  const fields = {
    "style.prompts": field("Prompt", prompt, "Empty: as it was aired."),
    model: model.box,
    epoch: field("Capture", epoch, "Its number. Empty: the newest one, or those that the times reach over."),
    from: field("From", from, "A time as 2026-05-01T18:30:00Z, or seconds after the capture's start. Empty: its start."),
    to: field("To", to, "Empty: as far as it is recorded."),
    speed: Object.assign(h("label", { class: "choice" }, real, " At the speed at which it plays, else as fast as workers take it"), { problem() {} }),
  };
  await askFor("Replay", `What was recorded of ${id}, as a stream of its own: ${id} itself goes on.`, fields, "Replay", async () => {
    const asked = { id: freeId(known.streams, id, prompt.value.trim() || "replay"), speed: real.checked ? "1.0" : "max", ...model.chosen() };
    for (const [name, input] of Object.entries({ from, to })) {
      if (input.value.trim()) {
        asked[name] = input.value.trim();
      }
    }
    if (epoch.value) {
      asked.epoch = Number(epoch.value);
    }
    if (prompt.value.trim()) {
      asked.style = { prompts: [prompt.value.trim()] };
    }
    const made = await ask("POST", `${streamPath(id)}/replays`, asked);
    announce(`${made.id} replays ${id}.`);
    await look();
    location.hash = `#/compare/${encodeURIComponent(id)}/${encodeURIComponent(made.id)}`;
  });
}
