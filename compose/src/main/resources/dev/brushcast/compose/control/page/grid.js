import { ask, streamPath } from "./api.js";
import { confirmed } from "./ask.js";
import { createStream } from "./create.js";
import { announce, calm, h, tell, text } from "./dom.js";
import { watchPictures } from "./pictures.js";
import { Screen } from "./screen.js";
import { fps, only } from "./state.js";

/** Streams in one connection: an address may not be longer. */
const AT_ONCE = 32;

/** All streams at a glance. */
export function gridPage({ known, states, look }) {
  const cards = new Map();
  const { caller } = known.installation;
  const list = h("ul", { class: "cards", "aria-label": "Streams" });
  const count = h("p", { class: "quiet", id: "count" });
  const create = only(h("button", { class: "primary", onclick: () => createStream(look) }, "New stream"), caller, "admin");
  const empty = h("p", { class: "empty", hidden: true },
    "There is no stream yet. A new one needs a source: a URL that video comes from, or testsrc, a test picture that is made here.");
  const element = h("div", { class: "wide" },
    h("div", { class: "heading" }, h("h1", {}, "Streams"), count, create), empty, list);
  let watched = "";
  let watches = [];

  function changed() {
    const ids = known.streams.map((stream) => stream.id);
    for (const [id, card] of cards) {
      if (!ids.includes(id)) {
        card.close();
        cards.delete(id);
        states.forget(id);
      }
    }
    for (const stream of known.streams) {
      if (!cards.has(stream.id)) {
        const card = new Card(stream.id, { states, look, caller });
        cards.set(stream.id, card);
        list.append(card.element);
      }
      cards.get(stream.id).show(stream);
    }
    empty.hidden = ids.length > 0;
    const running = known.streams.filter((stream) => stream.running).length;
    text(count, `${running} of ${ids.length} run, ${known.installation.slots} slots`);
    watch(ids);
  }

  function watch(ids) {
    if (ids.join() === watched) {
      return;
    }
    watched = ids.join();
    watches.forEach((stop) => stop());
    watches = [];
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      watches.push(watchPictures(ids.slice(i, i + AT_ONCE), { of: "styled", rate: calm() ? 0.2 : 1 }, (frame) => cards.get(frame.stream)?.take(frame)));
    }
  }

  return {
    title: "Streams",
    element,
    changed,
    happened() {},
    close() {
      watches.forEach((stop) => stop());
      cards.forEach((card) => card.close());
    },
  };
}

/** One stream in the list. It stays the same element for as long as the stream is there, so that nobody loses his place. */
class Card {
  #frame = null;

  constructor(id, { states, look, caller }) {
    this.id = id;
    this.states = states;
    this.screen = new Screen(`${id}, styled`, { shown: (frame) => this.#shown(frame) });
    const at = `#/streams/${encodeURIComponent(id)}`;
    this.pill = h("span", { class: "pill" });
    this.age = h("dd", {}, "–");
    this.rate = h("dd", {}, "–");
    this.source = h("p", { class: "quiet source" });
    this.note = h("p", { class: "note" });
    this.run = only(h("button", { onclick: () => this.#act(look, () => this.#toggle()) }), caller, "operator");
    this.remove = only(h("button", { class: "danger", onclick: () => this.#act(look, () => this.#delete()) }, "Delete"), caller, "admin");
    this.element = h("li", { class: "card", "data-stream": id },
      h("a", { class: "thumb", href: at, "aria-label": `Open ${id}` }, this.screen.canvas, h("span", { class: "none" }, "no picture yet")),
      h("div", { class: "body" },
        h("div", { class: "row" }, h("h2", {}, h("a", { href: at }, id)), this.pill),
        this.source,
        h("dl", {}, h("div", {}, h("dt", {}, "fps in / out"), this.rate), h("div", {}, h("dt", {}, "age"), this.age)),
        this.note,
        h("div", { class: "actions" }, h("a", { class: "button", href: at }, "Open"), this.run, this.remove)));
    for (const button of [this.run, this.remove]) {
      button.setAttribute("data-for", id);
    }
  }

  show(stream) {
    this.stream = stream;
    const { word, why } = this.states.state(stream);
    const rates = this.states.rates(stream.id);
    text(this.pill, word);
    this.pill.dataset.state = word;
    this.element.dataset.state = word;
    text(this.source, stream.ingest.source);
    text(this.rate, stream.running ? `${fps(rates.in)} / ${fps(rates.out)}` : "–");
    text(this.note, word === "live" || word === "stopped" ? "" : why);
    text(this.run, stream.running ? "Stop" : "Start");
    this.run.setAttribute("aria-label", `${stream.running ? "Stop" : "Start"} ${stream.id}`);
    this.remove.setAttribute("aria-label", `Delete ${stream.id}`);
    if (!stream.running) {
      text(this.age, "–");
    }
  }

  take(frame) {
    this.screen.take(frame);
  }

  #shown(frame) {
    this.element.dataset.seen = "true";
    if (frame.outcome === "removed") {
      return;
    }
    const ageMs = Date.now() - frame.capturedMs;
    const isStale = this.#frame?.number === frame.number && this.#frame?.epoch === frame.epoch;
    this.#frame = frame;
    if (!isStale && this.stream?.running) {
      text(this.age, ageMs < 10000 ? `${ageMs} ms` : `${Math.round(ageMs / 1000)} s`);
    }
  }

  async #act(look, action) {
    try {
      await action();
      tell("action", null);
    } catch (e) {
      tell("action", `${this.id}: ${e.message}.`);
    }
    await look();
  }

  async #toggle() {
    const running = !this.stream.running;
    await ask("PUT", `${streamPath(this.id)}/running`, { running });
    announce(`${this.id} is to ${running ? "run" : "stand still"}.`);
  }

  async #delete() {
    if (await confirmed(`Delete ${this.id}?`, "It ends for all who watch it, and its settings are gone. What was recorded stays.", "Delete")) {
      await ask("DELETE", streamPath(this.id));
      announce(`${this.id} is deleted.`);
    }
  }

  close() {
    this.screen.close();
    this.element.remove();
  }
}
