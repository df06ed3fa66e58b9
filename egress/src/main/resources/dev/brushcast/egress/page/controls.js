import { lead, whenLeading } from "./lead.js";
import { byId, time } from "./page.js";

const SEEK_S = 5;

const start = () => (lead.video.seekable.length ? lead.video.seekable.start(0) : 0);
const end = () => (lead.video.seekable.length ? lead.video.seekable.end(lead.video.seekable.length - 1) : 0);

let seeking = false;

function showTime() {
  const length = end() - start();
  const into = lead.video.currentTime - start();
  if (!seeking) {
    byId("seek").value = length > 0 ? Math.round((1000 * into) / length) : 0;
  }
  byId("clock").textContent = `${time(into)} / ${time(length)}`;
  byId("seek").setAttribute("aria-valuetext", `${time(into)} of ${time(length)}`);
  byId("live").hidden = !(lead.hls && lead.hls.levels[0]?.details?.live);
}

function togglePlay() {
  lead.video.paused ? lead.video.play().catch(() => {}) : lead.video.pause();
}

function toggleSound() {
  lead.video.muted = !lead.video.muted;
}

function toggleFullscreen() {
  document.fullscreenElement ? document.exitFullscreen() : byId("screens").requestFullscreen().catch(() => {});
}

function move(seconds) {
  lead.video.currentTime = Math.min(end(), Math.max(start(), lead.video.currentTime + seconds));
}

const KEYS = {
  q: () => byId("quality").focus(),
  s: () => byId("style").focus(),
  k: togglePlay,
  " ": togglePlay,
  m: toggleSound,
  f: toggleFullscreen,
  ArrowLeft: () => move(-SEEK_S),
  ArrowRight: () => move(SEEK_S),
};

document.addEventListener("keydown", (event) => {
  const onButton = event.target.matches("button, a, summary") && event.key === " ";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const onMenu = event.target.matches("select, video"); // letters and arrows choose there
  if (event.ctrlKey || event.metaKey || event.altKey || onButton || onMenu || !Object.hasOwn(KEYS, key)) {
    return;
  }
  event.preventDefault(); // the slider would move by a thousandth
  KEYS[key]();
});
byId("play").addEventListener("click", togglePlay);
byId("sound").addEventListener("click", toggleSound);
byId("fullscreen").addEventListener("click", toggleFullscreen);
document.addEventListener("fullscreenchange", () => {
  byId("fullscreen").setAttribute("aria-pressed", String(document.fullscreenElement !== null));
});
byId("seek").addEventListener("input", (event) => {
  seeking = true;
  lead.video.currentTime = start() + ((end() - start()) * event.target.value) / 1000;
});
byId("seek").addEventListener("change", () => { seeking = false; });
byId("live").addEventListener("click", () => {
  lead.video.currentTime = lead.hls?.liveSyncPosition ?? end();
});

const showPlaying = () => { byId("play").textContent = lead.video.paused ? "Play" : "Pause"; };

function showSound() {
  byId("sound").textContent = lead.video.muted ? "Unmute" : "Mute";
  byId("sound").setAttribute("aria-pressed", String(!lead.video.muted));
}

function showShape() {
  if (lead.video.videoWidth > 0) {
    byId("screens").style.setProperty("--shape", `${lead.video.videoWidth} / ${lead.video.videoHeight}`);
  }
}

whenLeading(({ video }) => {
  video.addEventListener("play", showPlaying);
  video.addEventListener("pause", showPlaying);
  video.addEventListener("volumechange", showSound);
  video.addEventListener("resize", showShape);
  video.addEventListener("loadedmetadata", () => {
    showShape();
    video.play().catch(() => {});
  });
  showPlaying();
  showSound();
  showShape();
});
setInterval(showTime, 250);
