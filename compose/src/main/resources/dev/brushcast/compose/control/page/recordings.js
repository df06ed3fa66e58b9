import { h, text } from "./dom.js";

const ASK_MS = 10000;
const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

function size(bytes) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

function length(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.slice(parts[0] > 0 ? 0 : 1).map((part, i) => (i === 0 ? part : String(part).padStart(2, "0"))).join(":");
}

/** What the egress host that has a stream tells of its recordings; this page's own server knows nothing of them. */
export class Recordings {
  #timer = null;
  #closed = false;
  #said = "";

  constructor(id, viewerUrl) {
    this.base = viewerUrl.replace("{id}", encodeURIComponent(id));
    this.list = h("ul", { class: "outputs", "aria-label": "Recordings" });
    this.note = h("p", { class: "quiet" }, "Asking where viewers watch …");
    this.video = h("video", { controls: true, playsinline: true, hidden: true, "aria-label": `A recording of ${id}` });
    this.element = h("section", { class: "panel player", "aria-labelledby": "recordings-title" },
      h("h2", { id: "recordings-title" }, "Recordings"), this.list, this.note, this.video);
    this.#look();
  }

  async #look() {
    try {
      const answer = await fetch(`${this.base}recordings`, { cache: "no-store" });
      this.#show(answer.ok ? (await answer.json()).recordings : [], answer.ok ? null : "It is not served where viewers watch now.");
    } catch {
      this.#show([], "Where viewers watch cannot be reached from this page.");
    }
    if (!this.#closed) {
      this.#timer = setTimeout(() => this.#look(), ASK_MS);
    }
  }

  #show(recordings, problem) {
    const said = JSON.stringify(recordings);
    if (said !== this.#said) { // else a button would lose the focus
      this.#said = said;
      this.list.replaceChildren(...recordings.map((recording) => this.#item(recording)));
    }
    text(this.note, problem ?? (recordings.length === 0 ? "There is none: egress.output.record is what makes one." : ""));
  }

  #item(recording) {
    const words = [
      recording.startedAt === null ? recording.name : new Date(recording.startedAt).toLocaleString([], { hour12: false }),
      ...(recording.seconds === null ? [] : [length(recording.seconds)]),
      size(recording.bytes),
      ...(recording.epoch === null ? [] : [`capture ${recording.epoch}`]),
    ].join(", ");
    if (!recording.finished) {
      return h("li", {}, h("span", {}, words), h("span", { class: "quiet" }, "being recorded"));
    }
    return h("li", {}, h("span", {}, words), h("span", { class: "actions" },
      h("button", { "aria-label": `Play ${recording.name}`, onclick: () => this.#play(recording) }, "Play"),
      h("a", { class: "button", href: `${this.base}${recording.name}?download`, "aria-label": `Download ${recording.name}` }, "Download")));
  }

  #play(recording) {
    this.video.hidden = false;
    this.video.src = `${this.base}${recording.name}`;
    this.video.play().catch(() => {});
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.video.removeAttribute("src");
  }
}
