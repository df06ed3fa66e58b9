import { h, text } from "./dom.js";

/** What is shown for a state, in which colour of pills, and what is said of it. */
export const STATES = {
  serving: { word: "serving", pill: "live", said: "serves" },
  warming_up: { word: "warming up", pill: "waiting", said: "warms up" },
  leaving: { word: "leaving", pill: "waiting", said: "leaves" },
  silent: { word: "silent", pill: "error", said: "has fallen silent" },
  unknown: { word: "unknown", pill: "waiting", said: "is in a state that is not known here" },
};

/** One worker in the list. It stays the same element for as long as the worker is told of. */
export class Worker {
  #streams = "";

  constructor(name) {
    this.pill = h("span", { class: "pill" });
    this.what = h("p", { class: "quiet source" });
    this.meter = h("meter", { min: 0, max: 1, value: 0, "aria-label": `What ${name} is asked for, of what it can do` });
    this.load = h("dd", {}, "–");
    this.capacity = h("dd", {}, "–");
    this.slots = h("dd", {}, "–");
    this.note = h("p", { class: "note" });
    this.list = h("ul", { class: "carried", "aria-label": `Streams of ${name}` });
    this.element = h("li", { class: "card worker", "data-worker": name },
      h("div", { class: "body" },
        h("div", { class: "row" }, h("h2", {}, name), this.pill),
        this.what, this.meter,
        h("dl", {},
          h("div", {}, h("dt", {}, "asked for, of what it can do"), this.load),
          h("div", {}, h("dt", {}, "can do, frames a second"), this.capacity),
          h("div", {}, h("dt", {}, "slots"), this.slots)),
        this.note, this.list));
  }

  show(worker, givenAway) {
    const { word, pill } = STATES[worker.state];
    const measured = worker.capacities[0];
    const most = givenAway * worker.sustained;
    text(this.pill, word);
    this.pill.dataset.state = pill;
    this.element.dataset.state = worker.state;
    text(this.what, `${worker.model} on ${worker.device}`);
    this.meter.hidden = worker.state !== "serving" || !measured;
    Object.assign(this.meter, { max: Math.max(1, worker.load), low: 0.8 * most, high: most, optimum: 0, value: worker.load });
    text(this.load, this.meter.hidden ? "–" : `${percent(worker.load)}, of ${percent(most)} that are given away`);
    text(this.capacity, measured ? `${Math.round(measured.framesPerSecond * worker.sustained)} of ${measured.width} × ${measured.height}` : "not measured");
    text(this.slots, worker.slots.length === 0 ? "none" : worker.slots.join(", "));
    text(this.note, note(worker));
    this.#show(worker.streams);
  }

  #show(streams) {
    const lines = streams.map((stream) => [stream.id, carried(stream)]);
    if (JSON.stringify(lines) === this.#streams) {
      return;
    }
    this.#streams = JSON.stringify(lines);
    const links = new Map([...this.list.querySelectorAll("a")].map((link) => [link.textContent, link.parentElement]));
    this.list.replaceChildren(...lines.map(([id, said]) => {
      const item = links.get(id) ?? h("li", {}, h("a", { href: `#/streams/${encodeURIComponent(id)}` }, id), h("span", {}));
      text(item.lastChild, ` ${said}`);
      return item;
    }));
  }
}

function carried({ slot, live, askedFps, lateFps, lagMs }) {
  return live
    ? `slot ${slot}, ${askedFps.toFixed(1)} frames a second, ${lateFps.toFixed(1)} late, ${(lagMs / 1000).toFixed(1)} s behind`
    : `slot ${slot}, a recording`;
}

function note({ state, sustained, updatedAt }) {
  if (state === "silent") {
    return `It has told nothing since ${new Date(updatedAt).toLocaleTimeString([], { hour12: false })}: dead, or cut off. Others take its slots over.`;
  }
  return sustained < 1 ? `Frames came late although less was asked: it is taken to do ${percent(sustained)} of what it measured.` : "";
}

const percent = (share) => `${Math.round(100 * share)} %`;
