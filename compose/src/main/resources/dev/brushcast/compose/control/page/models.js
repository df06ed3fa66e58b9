import { ask } from "./api.js";
import { field, h, tell } from "./dom.js";

/** A field for one of the models that all workers have; hidden unless there is something to choose. */
export function modelChoice(ofNone) {
  const select = h("select", {}, h("option", { value: "" }, ofNone));
  const box = Object.assign(field("Model", select), { hidden: true });
  common().then((names) => {
    select.append(...names.map((name) => h("option", { value: name }, name)));
    box.hidden = names.length < 2;
    tell("models", null);
  }, (problem) => tell("models", `The workers' models are not known: ${problem.message}`));
  return { box, chosen: () => (select.value ? { model: select.value } : {}) };
}

async function common() {
  const { workers } = await ask("GET", "/fleet");
  const [first, ...others] = workers.filter((worker) => worker.state !== "leaving")
    .map((worker) => worker.models.map((model) => model.name));
  return (first ?? []).filter((name) => others.every((names) => names.includes(name)));
}
