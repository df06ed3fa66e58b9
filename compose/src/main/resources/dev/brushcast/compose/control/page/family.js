const COPY = /^stream:([^?]+)(\?(.*))?$/;

/** What a stream's source names: the stream that it follows or replays, or the stream itself. */
export function originalOf(stream) {
  return COPY.exec(stream?.ingest.source ?? "")?.[1] ?? stream?.id;
}

/** Whether it replays what was recorded, rather than to follow it. */
export function isReplay(stream) {
  const options = COPY.exec(stream?.ingest.source ?? "")?.[3] ?? "";
  return /(^|&)(epoch|from|to)=/.test(options);
}

/** Whether two streams show the same pictures at the same times, each in its style: what is replayed comes at times of its own. */
export function sameMoments(one, other) {
  return one !== undefined && other !== undefined && originalOf(one) === originalOf(other) && !isReplay(one) && !isReplay(other);
}

/** An id that no stream has yet, from words. */
export function freeId(streams, base, words) {
  const taken = new Set(streams.map((stream) => stream.id));
  const slug = words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 20) || "style";
  const first = `${base.slice(0, 40)}-${slug}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? first : `${first}-${number}`;
    if (!taken.has(id)) {
      return id;
    }
  }
}
