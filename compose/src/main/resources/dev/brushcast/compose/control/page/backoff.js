/** How long to wait before the next attempt: twice as long each time, up to a limit, and a random part of that. */
export class Backoff {
  #failures = 0;

  constructor(firstMs = 500, limitMs = 15000) {
    this.firstMs = firstMs;
    this.limitMs = limitMs;
  }

  reset() {
    this.#failures = 0;
  }

  async wait(signal) {
    const turn = Math.min(this.limitMs, this.firstMs * 2 ** Math.min(this.#failures++, 20));
    await pause(turn / 2 + (Math.random() * turn) / 2, signal);
  }
}

/** Waits; sooner where the signal says that it is over. */
export function pause(ms, signal) {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    }, { once: true });
  });
}
