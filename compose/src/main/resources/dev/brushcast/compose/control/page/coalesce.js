import { pause } from "./backoff.js";

const GATHER_MS = 150;
const BETWEEN_MS = 500; // the API takes ten in a row, then two a second

/** Sends changes, one at a time: what is changed while one is on its way becomes the next, the latest word for each setting. */
export class Coalescer {
  #next = null;
  #sending = false;
  #sentMs = 0;

  /**
   * @param {(patch: object) => Promise<object>} send
   * @param {(answer: object, patch: object, sinceMs: number) => void} done sinceMs: when the first change in it was made
   * @param {(problem: Error) => void} failed
   */
  constructor(send, done, failed) {
    Object.assign(this, { send, done, failed });
  }

  push(patch) {
    this.#next = { patch: { ...this.#next?.patch, ...patch }, sinceMs: this.#next?.sinceMs ?? Date.now() };
    if (!this.#sending) {
      this.#run();
    }
  }

  /** Whether something is on its way. */
  get busy() {
    return this.#sending;
  }

  async #run() {
    this.#sending = true;
    while (this.#next) {
      await pause(Math.max(GATHER_MS, this.#sentMs + BETWEEN_MS - Date.now()));
      const { patch, sinceMs } = this.#next;
      this.#next = null;
      this.#sentMs = Date.now();
      try {
        this.done(await this.send(patch), patch, sinceMs);
      } catch (e) {
        if (e.status === 429) {
          this.#next = { patch: { ...patch, ...this.#next?.patch }, sinceMs };
          await pause(e.retryAfter * 1000);
        } else {
          this.failed(e);
        }
      }
    }
    this.#sending = false;
  }
}
