import { get } from "./api.js";
import { announce, h, tell, text } from "./dom.js";
import { STATES, Worker } from "./worker.js";

const EVERY_MS = 1000;

/** The workers: what each has to carry, what they can still be given, and what is not carried as it should be. */
export function fleetPage({ known }) {
  const cards = new Map();
  const states = new Map();
  const summary = h("p", { class: "quiet", id: "fleet-summary" });
  const load = h("meter", { min: 0, max: 1, low: 0.7, high: 0.9, optimum: 0, value: 0, "aria-labelledby": "fleet-load-title" });
  const loadSaid = h("dd", { id: "fleet-load" }, "–");
  const room = h("dd", { id: "fleet-room" }, "–");
  const lag = h("dd", { id: "fleet-lag" }, "–");
  const troubles = h("ul", { class: "troubles", "aria-label": "Streams that are not carried as they should be" });
  const list = h("ul", { class: "cards", "aria-label": "Workers" });
  const empty = h("p", { class: "empty", hidden: true }, "No worker tells of itself: start one with brushcast worker.");
  const element = h("div", { class: "wide" },
    h("div", { class: "heading" }, h("h1", {}, "Fleet"), summary),
    h("section", { class: "panel fleet", "aria-labelledby": "fleet-load-title" },
      h("h2", { id: "fleet-load-title" }, "What live streams ask for, of what is given away"),
      load,
      h("dl", { class: "numbers" },
        h("div", {}, h("dt", {}, "asked for"), loadSaid),
        h("div", {}, h("dt", {}, "room left"), room),
        h("div", {}, h("dt", {}, "most belated stream"), lag)),
      troubles),
    empty, list);
  let over = false;
  let lookedMs = 0;

  /** Told of each event as well, of which there may be many. */
  async function changed() {
    if (Date.now() - lookedMs < EVERY_MS) {
      return;
    }
    lookedMs = Date.now();
    let fleet;
    try {
      fleet = await get("/fleet");
      tell("fleet", null);
    } catch (e) {
      tell("fleet", `The fleet cannot be told: ${e.message}.`);
      return;
    }
    if (!over) {
      show(fleet);
    }
  }

  function show(fleet) {
    const serving = fleet.workers.filter((worker) => worker.state === "serving");
    text(summary, `${serving.length} of ${fleet.workers.length} workers serve, ${fleet.free} of ${fleet.slots} slots are free`);
    load.hidden = fleet.load === null || serving.length === 0;
    load.max = Math.max(1, fleet.load ?? 0);
    load.value = fleet.load ?? 0;
    text(loadSaid, serving.length === 0 ? "no worker serves" : percent(fleet.load));
    text(room, roomLeft(fleet, serving));
    text(lag, `${fleet.lagSeconds.toFixed(1)} s`);
    showTroubles(fleet);
    for (const [name, card] of cards) {
      if (!fleet.workers.some((worker) => worker.name === name)) {
        card.element.remove();
        cards.delete(name);
        states.delete(name);
        announce(`Worker ${name} is gone.`);
      }
    }
    const before = states.size;
    for (const worker of fleet.workers) {
      if (!cards.has(worker.name)) {
        cards.set(worker.name, new Worker(worker.name));
        list.append(cards.get(worker.name).element);
      }
      cards.get(worker.name).show(worker, fleet.givenAway);
      if (before > 0 && states.get(worker.name) !== worker.state) {
        announce(`Worker ${worker.name} ${STATES[worker.state].said}.`);
      }
      states.set(worker.name, worker.state);
    }
    empty.hidden = fleet.workers.length > 0;
  }

  /** Why streams are late or stand still, as far as it is for want of workers. */
  function showTroubles(fleet) {
    const said = new Map(fleet.unserved.map((id) => [id, "no worker has its slot: nobody renders it"]));
    known.streams.filter((stream) => stream.running && stream.status.capacity.state === "beyond")
      .forEach((stream) => said.set(stream.id, stream.status.capacity.reason));
    const items = [...said].map(([id, why]) => `${id}: ${why}`);
    if (items.join() !== [...troubles.children].map((item) => item.textContent).join()) {
      troubles.replaceChildren(...[...said].map(([id, why]) =>
        h("li", { class: "note" }, h("a", { href: `#/streams/${encodeURIComponent(id)}` }, id), `: ${why}`)));
    }
    troubles.hidden = said.size === 0;
  }

  return {
    title: "Fleet",
    element,
    changed,
    happened() {},
    close() {
      over = true;
      tell("fleet", null);
    },
  };
}

const USUAL_FPS = 30;

/** In streams of the usual rate, of each worker's own size: what is refused goes by the worker that has most room. */
function roomLeft({ free, givenAway }, serving) {
  const measured = serving.filter((worker) => worker.capacities.length > 0);
  if (measured.length === 0) {
    return "not known: no worker has measured what it can do";
  }
  const streams = measured.reduce((sum, worker) =>
    sum + Math.floor(Math.max(0, worker.room) * worker.capacities[0].framesPerSecond / USUAL_FPS), 0);
  const { width, height } = measured[0].capacities[0];
  const most = Math.min(free, streams);
  const bound = free < streams ? "as many as slots are free" : `${percent(givenAway)} of what workers measured is given away`;
  return `${most} ${most === 1 ? "stream" : "streams"} of ${USUAL_FPS} frames a second of ${width} × ${height} (${bound})`;
}

const percent = (share) => (share === null ? "not known" : `${Math.round(100 * share)} %`);
