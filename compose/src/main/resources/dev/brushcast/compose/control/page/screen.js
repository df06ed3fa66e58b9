import { h } from "./dom.js";

const MOST_WAITING = 30;
const LOOK_BACK_MS = 1500;

/**
 * When frames are shown. They come in chunks, several at once: each is shown as late after its media time as the latest one of the
 * last moments came. Screens that share one show the same moment.
 */
export class Timing {
  #came = [];

  came(mediaMs, nowMs) {
    while (this.#came.length > 0 && this.#came[0].nowMs < nowMs - LOOK_BACK_MS) {
      this.#came.shift();
    }
    this.#came.push({ nowMs, delayMs: nowMs - mediaMs });
  }

  dueMs(mediaMs) {
    return mediaMs + Math.max(...this.#came.map((one) => one.delayMs));
  }
}

/** Pictures are not the collector's: a page that is open for days would run out of memory. */
function drop(place) {
  place.dropped = true;
  place.bitmap?.close();
}

/** Shows a stream's frames on a canvas, each at its time. */
export class Screen {
  #waiting = [];
  #context;
  #running = true;

  /** @param {(frame: object) => void} shown told of each frame when it is seen */
  constructor(label, { timing = new Timing(), shown = () => {} } = {}) {
    this.canvas = h("canvas", { role: "img", "aria-label": label, width: 16, height: 9 });
    this.#context = this.canvas.getContext("2d");
    this.timing = timing;
    this.shown = shown;
    const turn = () => {
      if (this.#running) {
        this.#show();
        requestAnimationFrame(turn);
      }
    };
    requestAnimationFrame(turn);
  }

  async take(frame) {
    this.timing.came(frame.mediaMs, frame.cameMs);
    const place = { frame, bitmap: null, ready: frame.jpeg === null };
    this.#waiting.push(place);
    while (this.#waiting.length > MOST_WAITING) {
      drop(this.#waiting.shift());
    }
    if (frame.jpeg) {
      place.bitmap = await createImageBitmap(frame.jpeg).catch(() => null);
      place.ready = true;
      if (place.dropped) {
        place.bitmap?.close();
      }
    }
  }

  #show() {
    const now = Date.now();
    let picture = null;
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0];
      if (!next.ready || this.timing.dueMs(next.frame.mediaMs) > now + 4) {
        break;
      }
      this.#waiting.shift();
      if (next.bitmap) {
        picture?.close();
        picture = next.bitmap;
      }
      this.shown(next.frame, now);
    }
    if (picture) {
      this.#draw(picture);
    }
  }

  #draw(picture) {
    if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
      this.canvas.width = picture.width;
      this.canvas.height = picture.height;
    }
    this.#context.drawImage(picture, 0, 0);
    this.canvas.dataset.drawn = "true";
    picture.close();
  }

  close() {
    this.#running = false;
    this.#waiting.forEach(drop);
    this.#waiting = [];
  }
}
