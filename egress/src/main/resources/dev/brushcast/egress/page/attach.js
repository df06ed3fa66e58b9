import { tell } from "./page.js";

const RETRY_MS = 1000;
const CATCH_UP_RATE = 1.05; // of what is further behind the edge than it need be

/** How often a player that broke down is set going again before it is left alone, unless it plays in between. */
const MOST_RECOVERIES = 5;
const RECOVERED_AFTER_MS = 10000;

/**
 * Attaches a playlist to a video. Until the playlist is there it is asked for again; what breaks down later is said and tried again
 * with growing waits, a bounded number of times. Null: the browser plays HLS by itself.
 */
export function attach(video, url, name) {
  const { Hls } = window;
  if (!Hls || !Hls.isSupported()) {
    video.src = url;
    video.addEventListener("error", () => tell(name, `The ${name} picture cannot be played: ${video.error?.message || "no reason given"}.`));
    video.addEventListener("playing", () => tell(name, null));
    return null;
  }
  // The source's player follows the styled one's speed.
  const hls = new Hls({ backBufferLength: 60, maxLiveSyncPlaybackRate: name === "styled" ? CATCH_UP_RATE : 1 });
  let recoveries = 0;
  let brokeAt = 0;
  let timer = null;
  const later = (action, ms) => { timer = setTimeout(action, ms); };
  const again = (details, recover) => {
    if (performance.now() - brokeAt > RECOVERED_AFTER_MS + RETRY_MS * 2 ** recoveries) {
      recoveries = 0; // it has played since
    }
    brokeAt = performance.now();
    if (recoveries >= MOST_RECOVERIES) {
      hls.stopLoad();
      tell(name, `The ${name} picture cannot be played (${details}), also not after ${MOST_RECOVERIES} more tries. Reload the page to try again.`);
      return;
    }
    const wait = RETRY_MS * 2 ** recoveries++;
    tell(name, `The ${name} picture broke off (${details}); trying again, ${recoveries} of ${MOST_RECOVERIES}.`);
    later(recover, wait);
  };
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (!data.fatal) {
      return;
    }
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR && hls.levels.length === 0) {
      later(() => hls.loadSource(url), RETRY_MS); // nothing is there yet: the state says so
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      again(data.details, () => hls.startLoad());
    } else if (data.type === Hls.ErrorTypes.MEDIA_ERROR) {
      again(data.details, () => hls.recoverMediaError());
    } else {
      again(data.details, () => {
        hls.loadSource(url);
        hls.startLoad();
      });
    }
  });
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    if (recoveries < MOST_RECOVERIES || performance.now() - brokeAt > RECOVERED_AFTER_MS) {
      tell(name, null);
    }
  });
  hls.on(Hls.Events.DESTROYING, () => {
    clearTimeout(timer);
    tell(name, null);
  });
  hls.loadSource(url);
  hls.attachMedia(video);
  return hls;
}
