import { Backoff, pause } from "./backoff.js";

const HIDDEN_MS = 250;

/**
 * Keeps a connection for as long as the page is looked at, and makes it again when it breaks: a browser has six for all tabs of an
 * address, and tabs that nobody sees would keep them all.
 *
 * @param {(signal: AbortSignal, alive: () => void) => Promise<void>} connect returns or throws when it is over; tells of each sign of life
 * @param {() => void} broken
 * @returns {() => void} ends it
 */
export function keepConnected(connect, broken = () => {}) {
  const over = new AbortController();
  const backoff = new Backoff();
  let connection = new AbortController();
  document.addEventListener("visibilitychange", () => document.hidden && connection.abort(), { signal: over.signal });
  over.signal.addEventListener("abort", () => connection.abort());

  (async () => {
    while (!over.signal.aborted) {
      if (document.hidden) {
        await pause(HIDDEN_MS, over.signal); // browsers make it rare
        continue;
      }
      connection = new AbortController();
      try {
        await connect(connection.signal, () => backoff.reset());
      } catch {
        // as if it had ended
      }
      if (!over.signal.aborted && !document.hidden) {
        broken();
        await backoff.wait(over.signal);
      }
    }
  })();
  return () => over.abort();
}
