import { request } from "./api.js";
import { keepConnected } from "./connection.js";
import { parts } from "./multipart.js";

/**
 * Pictures of streams, one connection for all of them.
 *
 * @param {string[]} ids
 * @param {{of: string, rate: number}} how
 * @param {(frame: object) => void} seen each frame as it comes; jpeg is null where the picture before stands
 * @returns {() => void} ends it
 */
export function watchPictures(ids, { of, rate }, seen) {
  const query = new URLSearchParams(ids.map((id) => ["stream", id]));
  query.set("of", of);
  query.set("rate", rate);
  return keepConnected(async (signal, alive) => {
    const answer = await request("GET", `/pictures?${query}`, { signal });
    for await (const { headers, body } of parts(answer.body, answer.headers.get("Content-Type"))) {
      alive();
      if (headers.has("brushcast-stream")) {
        seen(frame(headers, body));
      }
    }
  });
}

function frame(headers, body) {
  return {
    stream: headers.get("brushcast-stream"),
    kind: headers.get("brushcast-kind"),
    epoch: Number(headers.get("brushcast-epoch")),
    number: Number(headers.get("brushcast-frame")),
    mediaMs: Date.parse(headers.get("brushcast-media-time")),
    capturedMs: Date.parse(headers.get("brushcast-captured-at")),
    revision: Number(headers.get("brushcast-style-revision")),
    outcome: headers.get("brushcast-outcome"),
    reason: headers.get("brushcast-reason") ?? null,
    cameMs: Date.now(),
    jpeg: body.length > 0 ? new Blob([body], { type: "image/jpeg" }) : null,
  };
}
