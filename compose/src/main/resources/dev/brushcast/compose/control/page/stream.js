import { ask, streamPath } from "./api.js";
import { anotherStyle } from "./another-style.js";
import { browserSource } from "./browser-source.js";
import { announce, calm, h, tell, text } from "./dom.js";
import { Log } from "./log.js";
import { outputsPanel } from "./outputs.js";
import { watchPictures } from "./pictures.js";
import { Player } from "./player.js";
import { Plot } from "./plots.js";
import { Recordings } from "./recordings.js";
import { replay } from "./replay.js";
import { Screen, Timing } from "./screen.js";
import { fps, only, refused } from "./state.js";
import { StylePanel } from "./style.js";

const FULL_RATE = 60;
const CALM_RATE = 1;

/** One stream: what it looks like now, how it is to look, how it goes. */
export function streamPage({ known, states, look }, id) {
  const { caller, viewerUrl } = known.installation;
  const measured = { latency: [], styled: 0, source: 0 };
  const style = new StylePanel(id, caller);
  const log = new Log(id);
  const timing = new Timing();
  const outcome = h("span", { class: "outcome" });
  const screens = {
    source: new Screen(`${id}, source`, { timing, shown: () => { measured.source += 1; } }),
    styled: new Screen(`${id}, styled`, { timing, shown: styledShown }),
  };
  const plots = {
    latency: new Plot("Capture to screen", "ms", [{ label: "styled", colour: "--accent" }]),
    fps: new Plot("Frames a second on this page", "fps", [{ label: "styled", colour: "--accent" }, { label: "source", colour: "--blue" }]),
  };
  const numbers = Object.fromEntries(["state", "in", "out", "latency", "size", "since"].map((name) => [name, h("dd", {}, "–")]));
  const pill = h("span", { class: "pill", id: "state" });
  const note = h("p", { class: "note", role: "status" });
  const run = only(h("button", { onclick: toggle }), caller, "operator");
  const source = h("code", {}, "–");
  const tools = browserSource(id, known.installation);
  const player = viewerUrl === null ? null : new Player(id, viewerUrl);
  const recordings = viewerUrl === null ? null : new Recordings(id, viewerUrl);
  const more = { known, look };
  const sides = h("div", { class: "screens" }, side("source", screens.source, null), side("styled", screens.styled, outcome));
  const view = h("button", { "aria-pressed": "false", onclick: watchAsViewers }, "Watch as viewers do");
  const motion = h("button", { "aria-pressed": String(!calm()), onclick: changeMotion }, "Full motion");
  let stop = watch();
  let since = Date.now();
  const ticking = setInterval(tick, 1000);

  const element = h("div", { class: "wide" },
    h("div", { class: "heading" }, h("h1", {}, id), pill, note, run),
    h("section", { class: "sources", "aria-label": "Sources" }, h("span", { class: "quiet" }, "Source"), source,
      tools.element),
    h("div", { class: "stream" },
      h("div", { class: "look" },
        sides, player?.element,
        h("div", { class: "actions" }, motion, player ? view : h("span", { class: "hint" }, "Where viewers watch is not known here: see --viewer-url."),
          h("a", { class: "button", href: `#/compare/${encodeURIComponent(id)}` }, "Compare with another"),
          only(h("button", { onclick: () => anotherStyle(more, id) }, "Another style of this stream"), caller, "admin"),
          only(h("button", { onclick: () => replay(more, id) }, "Replay"), caller, "admin")),
        style.element),
      h("div", { class: "side" },
        h("section", { class: "panel", "aria-labelledby": "numbers-title" }, h("h2", { id: "numbers-title" }, "How it goes"),
          h("dl", { class: "numbers" }, ...Object.entries({ in: "fps in", out: "fps out", latency: "capture to screen", size: "pictures", since: "this capture since" })
            .map(([name, label]) => h("div", {}, h("dt", {}, label), numbers[name]))),
          plots.latency.element, plots.fps.element),
        log.element, outputsPanel(id, caller), recordings?.element)));

  function side(name, screen, more) {
    return h("figure", { class: "screen", "data-kind": name }, screen.canvas, h("figcaption", {}, name, more));
  }

  function watch() {
    const rate = motion.getAttribute("aria-pressed") === "true" ? FULL_RATE : CALM_RATE;
    return watchPictures([id], { of: "styled,source", rate }, (frame) => screens[frame.kind].take(frame));
  }

  function styledShown(frame, nowMs) {
    if (frame.outcome === "removed") {
      text(outcome, "removed");
      return;
    }
    measured.styled += 1;
    measured.latency.push(nowMs - frame.capturedMs);
    text(outcome, frame.outcome === "styled" ? "" : frame.outcome.replace("_", " "));
    style.shown(frame, nowMs);
  }

  function changeMotion() {
    motion.setAttribute("aria-pressed", String(motion.getAttribute("aria-pressed") !== "true"));
    stop();
    stop = watch();
  }

  function watchAsViewers() {
    const on = view.getAttribute("aria-pressed") !== "true";
    view.setAttribute("aria-pressed", String(on));
    sides.hidden = on;
    on ? player.open() : player.close();
  }

  /** What was measured in the last second. */
  function tick() {
    const now = Date.now();
    const seconds = (now - since) / 1000;
    since = now;
    const sorted = measured.latency.sort((a, b) => a - b);
    const median = sorted.length > 0 ? sorted[Math.floor(sorted.length / 2)] : null;
    plots.latency.add(now / 1000, [median]);
    plots.fps.add(now / 1000, [measured.styled / seconds, measured.source / seconds]);
    text(numbers.latency, median === null ? "–" : `${Math.round(median)} ms`);
    Object.assign(measured, { latency: [], styled: 0, source: 0 });
  }

  async function toggle() {
    const stream = known.streams.find((one) => one.id === id);
    try {
      await ask("PUT", `${streamPath(id)}/running`, { running: !stream.running });
      tell("action", null);
      announce(`${id} is to ${stream.running ? "stand still" : "run"}.`);
    } catch (e) {
      tell("action", `${e.message}.`);
    }
    await look();
  }

  function changed() {
    const stream = known.streams.find((one) => one.id === id);
    if (!stream) {
      text(pill, "removed");
      pill.dataset.state = "stopped";
      text(note, "There is no stream of that id.");
      run.disabled = true;
      return;
    }
    run.disabled = refused(caller, "operator") !== null;
    const { word, why } = states.state(stream);
    text(pill, word);
    pill.dataset.state = word;
    text(note, word === "live" ? "" : why);
    text(run, stream.running ? "Stop" : "Start");
    text(source, stream.ingest.source);
    tools.changed(stream);
    const rates = states.rates(id);
    text(numbers.in, fps(rates.in));
    text(numbers.out, fps(rates.out));
    const { epoch } = stream.status;
    text(numbers.size, epoch ? `${epoch.width} × ${epoch.height}` : "–");
    text(numbers.since, epoch ? new Date(epoch.startedAt).toLocaleTimeString([], { hour12: false }) : "–");
  }

  return {
    title: id,
    element,
    changed,
    happened(event) {
      if (event.stream === id || event.type === "missed") {
        log.add(event);
      }
      if (event.stream === id && event.type === "style_taken") {
        style.taken();
      }
    },
    close() {
      clearInterval(ticking);
      stop();
      player?.close();
      recordings?.close();
      tools.close();
      Object.values(screens).forEach((screen) => screen.close());
      Object.values(plots).forEach((plot) => plot.close());
    },
  };
}
