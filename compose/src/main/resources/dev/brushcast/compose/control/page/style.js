import { ask, get, streamPath } from "./api.js";
import { Blend } from "./blend.js";
import { Coalescer } from "./coalesce.js";
import { announce, exactTime, field, h, text } from "./dom.js";
import { refused } from "./state.js";

const WAIT_SECONDS = 2;
const GUIDANCE = ["none", "full", "self", "initialize"];

/** How a stream looks, and from which frame on. A change is sent as it is made. */
export class StylePanel {
  #expected = null;

  constructor(id, caller) {
    this.id = id;
    this.changes = new Coalescer(
      (patch) => ask("PATCH", `${streamPath(id)}/style?wait=${WAIT_SECONDS}`, patch),
      (answer, patch, sinceMs) => this.#answered(answer, sinceMs),
      (problem) => this.#failed(problem));
    this.blend = new Blend(() => this.#push("prompts", this.blend.value, { promptBlend: this.blend.kind.value }));
    const number = (name, attributes) => h("input", { type: "number", ...attributes, oninput: (event) => {
      if (event.target.value !== "" && event.target.checkValidity()) {
        this.#push(name, Number(event.target.value));
      }
    } });
    this.controls = {
      transitionSeconds: h("input", { type: "number", min: 0, max: 3600, step: 0.5, value: "0" }),
      negativePrompt: h("input", { autocomplete: "off", oninput: (event) => this.#push("negativePrompt", event.target.value) }),
      guidance: h("select", { onchange: (event) => this.#push("guidance", event.target.value) },
        ...GUIDANCE.map((name) => h("option", { value: name }, name))),
      guidanceScale: number("guidanceScale", { step: 0.1 }),
      delta: number("delta", { step: 0.1 }),
      seeds: h("input", { type: "number", step: 1, oninput: (event) => {
        if (event.target.value !== "" && event.target.checkValidity()) {
          this.#push("seeds", [Number(event.target.value)]);
        }
      } }),
      tIndexList: h("input", { inputmode: "numeric", autocomplete: "off", placeholder: "the model's own", onchange: (event) => this.#steps(event.target.value) }),
      inferenceSteps: number("inferenceSteps", { min: 1, max: 10000 }),
      similarity: h("input", { type: "number", min: 0, max: 1, step: 0.01, placeholder: "off", oninput: () => this.#similarity() }),
      maxSkip: h("input", { type: "number", min: 0, step: 1, placeholder: "default", oninput: () => this.#similarity() }),
    };
    this.fields = {
      transitionSeconds: field("Fade, seconds", this.controls.transitionSeconds, "How long the next change takes."),
      negativePrompt: field("Negative prompt", this.controls.negativePrompt),
      guidance: field("Guidance", this.controls.guidance),
      guidanceScale: field("Guidance scale", this.controls.guidanceScale),
      delta: field("Delta", this.controls.delta),
      seeds: field("Seed", this.controls.seeds),
      tIndexList: field("Strength: steps by index", this.controls.tIndexList, "Rising, as in 18 26 35; later ones change less."),
      inferenceSteps: field("Inference steps", this.controls.inferenceSteps),
      similarity: field("Similarity threshold", this.controls.similarity, "Frames more alike than that are reused. Empty: none."),
      maxSkip: field("Reused in a row", this.controls.maxSkip),
    };
    this.problem = h("p", { class: "field-problem", role: "alert", hidden: true });
    this.from = h("p", { class: "from", role: "status" }, "No change has been made here.");
    this.seen = h("p", { class: "seen", role: "status" });
    this.form = h("fieldset", { class: "panel style" }, h("legend", {}, h("h2", {}, "Style")),
      this.blend.element, this.problem,
      h("div", { class: "answers" }, this.from, this.seen),
      h("div", { class: "fields" }, ...["transitionSeconds", "guidance", "guidanceScale", "delta", "seeds", "tIndexList", "inferenceSteps", "similarity", "maxSkip", "negativePrompt"].map((name) => this.fields[name])));
    const why = refused(caller, "operator");
    if (why) {
      this.form.disabled = true;
      this.form.append(h("p", { class: "hint" }, why));
    }
    this.element = this.form;
    this.#load();
  }

  async #load() {
    try {
      this.#fill(await get(`${streamPath(this.id)}/style`));
    } catch {
      this.blend.value = [""]; // it has none yet
    }
  }

  #fill(style) {
    this.blend.value = style.prompts;
    this.blend.kind.value = style.promptBlend;
    for (const name of ["negativePrompt", "guidance", "guidanceScale", "delta", "inferenceSteps"]) {
      this.controls[name].value = style[name] ?? "";
    }
    const seed = style.seeds?.[0];
    this.controls.seeds.value = typeof seed === "object" ? seed.seed : (seed ?? "");
    this.controls.tIndexList.value = (style.tIndexList ?? []).join(" ");
    this.controls.similarity.value = style.similarity?.threshold ?? "";
    this.controls.maxSkip.value = style.similarity?.maxSkip ?? "";
  }

  #steps(words) {
    const steps = words.split(/[\s,]+/).filter(Boolean).map(Number);
    if (steps.some((step) => !Number.isInteger(step) || step < 0)) {
      this.fields.tIndexList.problem("Give whole numbers, as in 18 26 35.");
      return;
    }
    this.#push("tIndexList", steps);
  }

  #similarity() {
    const { similarity, maxSkip } = this.controls;
    if (!similarity.checkValidity() || !maxSkip.checkValidity()) {
      return;
    }
    const filter = similarity.value === "" ? null : { threshold: Number(similarity.value) };
    if (filter && maxSkip.value !== "") {
      filter.maxSkip = Number(maxSkip.value);
    }
    this.#push("similarity", filter);
  }

  #push(name, value, more = {}) {
    const seconds = Number(this.controls.transitionSeconds.value) || 0;
    this.changes.push({ [name]: value, ...more, ...(seconds > 0 ? { transitionSeconds: seconds } : {}) });
    text(this.seen, "");
    text(this.from, "being sent …");
  }

  #answered(answer, sinceMs) {
    this.#problem(null);
    this.#expected = { revision: answer.revision, from: answer.from, sinceMs, answer: answer.answer };
    this.#say(null);
  }

  #say(frame) {
    const { revision, from, answer } = this.#expected;
    const taken = answer === "taken" ? "" : ", no worker has answered yet";
    text(this.from, `Style ${revision} holds from ${exactTime(from)}${frame === null ? "" : `, frame ${frame}`}${taken}`);
  }

  /** A worker has taken a style, of whomever: nobody's own words are written over. */
  taken() {
    if (this.#expected === null && !this.changes.busy && !this.form.contains(document.activeElement)) {
      this.#load();
    }
  }

  /** A styled frame that is on the screen now. */
  shown(frame, nowMs) {
    const expected = this.#expected;
    if (!expected || frame.revision < expected.revision) {
      return;
    }
    const ms = Math.round(nowMs - expected.sinceMs);
    this.#say(frame.number);
    text(this.seen, `✓ seen after ${ms} ms`);
    this.form.dataset.seenMs = String(ms);
    this.#expected = null;
  }

  #failed(problem) {
    text(this.from, "The style stays as it was.");
    this.#problem(null);
    const others = [];
    for (const { path, message } of problem.errors ?? []) {
      const name = Object.keys(this.fields).find((one) => path === one || path.startsWith(`${one}.`));
      name ? this.fields[name].problem(message) : others.push(`${path} ${message}`);
    }
    if (others.length > 0 || !(problem.errors?.length > 0)) {
      this.#problem(others.join("; ") || problem.message);
    }
    announce("The style was not changed.");
  }

  #problem(problem) {
    Object.values(this.fields).forEach((one) => problem ?? one.problem(null));
    this.problem.hidden = !problem;
    text(this.problem, problem ?? "");
  }
}
