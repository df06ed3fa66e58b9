import { calm, field, h, text, time } from "./dom.js";
import { sameMoments } from "./family.js";
import { watchPictures } from "./pictures.js";
import { Screen, Timing } from "./screen.js";

const RATE = 30;
const MODELS_MS = 5000;

/** Two streams side by side, at the same moment of their media where they have the same source. */
export function comparePage({ known }, chosen) {
  const ids = () => known.streams.map((stream) => stream.id);
  const names = [chosen[0] ?? ids()[0] ?? "", chosen[1] ?? ids().find((id) => id !== (chosen[0] ?? ids()[0])) ?? ""];
  const selects = names.map((name, i) => h("select", { onchange: () => go(i) }));
  const places = names.map(() => h("div", { class: "screens-one" }));
  const note = h("p", { class: "note", role: "status" });
  const models = h("p", { class: "note", role: "status" });
  const element = h("div", { class: "wide" },
    h("div", { class: "heading" }, h("h1", {}, "A/B")),
    h("div", { class: "choose" }, field("A", selects[0]), field("B", selects[1])),
    note, models, h("div", { class: "screens" }, ...places));
  let screens = [];
  let stop = () => {};
  let looked = "";

  function go(i) {
    names[i] = selects[i].value;
    history.replaceState(null, "", `#/compare/${names.map(encodeURIComponent).join("/")}`);
    changed();
  }

  function fill() {
    selects.forEach((select, i) => {
      const options = ids();
      if (select.options.length !== options.length) {
        select.replaceChildren(...options.map((id) => h("option", { value: id }, id)));
      }
      select.value = names[i];
    });
  }

  function open() {
    stop();
    screens.forEach((screen) => screen.close());
    const streams = names.map((name) => known.streams.find((stream) => stream.id === name));
    const same = sameMoments(...streams) || (streams[0] !== undefined && streams[0].ingest.source === streams[1]?.ingest.source);
    const shared = new Timing();
    text(note, same ? "The same source: both show the same moment." : "Different sources: each shows its newest picture.");
    screens = names.map((name, i) => {
      const at = h("span", {});
      const screen = new Screen(`${name}, styled`, {
        timing: same ? shared : new Timing(),
        shown: (frame) => frame.outcome === "removed" || text(at, `${time(frame.mediaMs)} · style ${frame.revision}`),
      });
      places[i].replaceChildren(h("figure", { class: "screen", "data-kind": "styled" }, screen.canvas, h("figcaption", {}, name, at)));
      return screen;
    });
    const watched = [...new Set(names)];
    stop = watchPictures(watched, { of: "styled", rate: calm() ? 1 : RATE }, (frame) =>
      names.forEach((name, i) => name === frame.stream && screens[i].take(frame)));
  }

  /** Which models made what is shown, where these are not the same: the egress hosts know. */
  async function compareModels() {
    const { viewerUrl } = known.installation;
    const asked = names.join("/");
    const made = viewerUrl === null ? [] : await Promise.all(names.map(async (name) => {
      const answer = await fetch(`${viewerUrl.replace("{id}", encodeURIComponent(name))}api/status`, { cache: "no-store" }).catch(() => null);
      return answer?.ok ? (await answer.json()).progress.provenance : null;
    }));
    const [one, other] = made;
    const differ = one?.model && other?.model && (one.model !== other.model || one.modelHash !== other.modelHash);
    if (asked === names.join("/")) {
      text(models, differ
        ? `Rendered by different models: ${made.map(({ model, modelHash }) => `${model} ${modelHash.slice(0, 12)}`).join(" and ")}.`
        : "");
    }
  }

  const comparing = setInterval(compareModels, MODELS_MS);

  function changed() {
    fill();
    if (ids().length < 2) {
      text(note, "There are not two streams to compare.");
    } else if (names.join("/") !== looked && names.every((name) => ids().includes(name))) {
      looked = names.join("/");
      open();
    }
  }

  return {
    title: "A/B",
    element,
    changed,
    happened() {},
    close() {
      clearInterval(comparing);
      stop();
      screens.forEach((screen) => screen.close());
    },
  };
}
