import { attach } from "./attach.js";
import { airTime, lead, whenLeading } from "./lead.js";
import { byId } from "./page.js";

const IN_STEP_S = 0.04;
const SEEK_BEYOND_S = 0.5;

const source = byId("source");
let hls = null;
let wanted = null;

/** The player of the original picture; null: there is none, or the browser plays it by itself. */
export const sourcePlayer = () => hls;

/** The original picture is shown, or not. */
export function showSource(shown) {
  if (shown === wanted) {
    return;
  }
  wanted = shown;
  byId("source-screen").hidden = !shown;
  byId("source-link").hidden = !shown;
  if (shown) {
    hls = attach(source, "source/index.m3u8", "source");
  }
}

/** How far the source's picture is behind the styled one, seconds: by air time, which both playlists carry. */
function behind() {
  const leading = airTime(lead);
  const following = airTime({ video: source, hls });
  return leading && following ? (leading - following) / 1000 : lead.video.currentTime - source.currentTime;
}

/** Keeps the source's picture in step with the styled one, which has the sound and the controls. */
function keepInStep() {
  const styled = lead.video;
  if (!wanted || source.readyState < 2 || styled.readyState < 2) {
    return;
  }
  if (styled.paused !== source.paused) {
    styled.paused ? source.pause() : source.play().catch(() => {});
  }
  const late = behind();
  if (Math.abs(late) > SEEK_BEYOND_S || (styled.paused && Math.abs(late) > IN_STEP_S)) {
    source.currentTime += late;
  } else {
    const correction = Math.abs(late) > IN_STEP_S ? Math.sign(late) * 0.08 : 0;
    source.playbackRate = styled.playbackRate * (1 + correction);
  }
}

whenLeading(({ video }) => ["play", "pause", "seeked"].forEach((name) => video.addEventListener(name, keepInStep)));
setInterval(keepInStep, 200);
