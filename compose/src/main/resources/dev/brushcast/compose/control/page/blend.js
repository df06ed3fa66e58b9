import { h, text } from "./dom.js";

/** Prompts and how much of each: one alone has no weight. */
export class Blend {
  #rows = [];

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.list = h("ol", { class: "prompts", "aria-label": "Prompts" });
    this.add = h("button", { type: "button", onclick: () => { this.#push({ text: "", weight: 1 }).focus(); this.changed(); } }, "Blend in another");
    this.kind = h("select", { "aria-label": "How prompts are blended", onchange: changed },
      h("option", { value: "linear" }, "linear"), h("option", { value: "slerp" }, "slerp"));
    this.element = h("div", { class: "blend" }, this.list, h("div", { class: "actions" }, this.add, this.kind));
  }

  set value(prompts) {
    this.#rows = [];
    this.list.replaceChildren();
    prompts.map((one) => (typeof one === "string" ? { text: one, weight: 1 } : one)).forEach((one) => this.#push(one));
  }

  get value() {
    return this.#rows.map(({ words, weight }) => ({ text: words.value, weight: Number(weight.value) }));
  }

  #push(prompt) {
    const words = h("input", { value: prompt.text, "aria-label": "Prompt", placeholder: "the picture as it is", oninput: this.changed, autocomplete: "off" });
    const shown = h("output", {}, prompt.weight.toFixed(2));
    const weight = h("input", { type: "range", min: 0, max: Math.max(1, prompt.weight), step: 0.05, "aria-label": "Weight", oninput: () => {
      text(shown, Number(weight.value).toFixed(2));
      this.changed();
    } });
    weight.value = prompt.weight;
    const row = { words, weight };
    const remove = h("button", { type: "button", "aria-label": "Remove this prompt", onclick: () => {
      this.#rows.splice(this.#rows.indexOf(row), 1);
      row.element.remove();
      this.#relabel();
      this.add.focus();
      this.changed();
    } }, "Remove");
    row.element = h("li", {}, words, h("span", { class: "weight" }, weight, shown, remove));
    this.#rows.push(row);
    this.list.append(row.element);
    this.#relabel();
    return words;
  }

  #relabel() {
    this.list.classList.toggle("single", this.#rows.length === 1);
    this.kind.hidden = this.#rows.length === 1;
    this.#rows.forEach(({ words, weight }, i) => {
      words.setAttribute("aria-label", this.#rows.length === 1 ? "Prompt" : `Prompt ${i + 1}`);
      weight.setAttribute("aria-label", `Weight of prompt ${i + 1}`);
    });
  }
}
