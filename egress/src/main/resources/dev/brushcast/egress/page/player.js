"use strict";

const byId = (id) => document.getElementById(id);
const styled = byId("styled");
const source = byId("source");
const RETRY_MS = 1000;
const STATUS_MS = 1000;
const IN_STEP_S = 0.04;
const CATCH_UP_RATE = 1.05; // of what is further behind the edge than it need be
const SEEK_BEYOND_S = 0.5;

/** How often a player that broke down is set going again before it is left alone, unless it plays in between. */
const MOST_RECOVERIES = 5;
const RECOVERED_AFTER_MS = 10000;
const problems = new Map();

/** Says what is wrong, of what; null: nothing any more. */
function tell(what, problem) {
  problem ? problems.set(what, problem) : problems.delete(what);
  const text = [...problems.values()].join(" ");
  if (byId("message").textContent !== text) {
    byId("message").textContent = text;
  }
  byId("message").hidden = text === "";
}

/**
 * Attaches a playlist to a video. Until the playlist is there it is asked for again; what breaks down later is said and tried again
 * with growing waits, a bounded number of times.
 */
function attach(video, url, name) {
  if (!window.Hls || !Hls.isSupported()) {
    video.src = url; // a browser that plays HLS by itself
    video.addEventListener("error", () => tell(name, `The ${name} picture cannot be played: ${video.error?.message || "no reason given"}.`));
    video.addEventListener("playing", () => tell(name, null));
    return null;
  }
  // The source's player follows this one's speed.
  const hls = new Hls({ backBufferLength: 60, maxLiveSyncPlaybackRate: name === "styled" ? CATCH_UP_RATE : 1 });
  let recoveries = 0;
  let brokeAt = 0;
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
    setTimeout(recover, wait);
  };
  hls.on(Hls.Events.ERROR, (_, data) => {
    if (!data.fatal) {
      return;
    }
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR && hls.levels.length === 0) {
      setTimeout(() => hls.loadSource(url), RETRY_MS); // nothing is there yet: the state says so
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
  hls.loadSource(url);
  hls.attachMedia(video);
  return hls;
}

const styledHls = attach(styled, "index.m3u8", "styled");
let sourceHls = null;
let sourceWanted = null;
window.players = { styled: styledHls, get source() { return sourceHls; } };

function showSource(wanted) {
  if (wanted === sourceWanted) {
    return;
  }
  sourceWanted = wanted;
  byId("source-screen").hidden = !wanted;
  byId("source-link").hidden = !wanted;
  if (wanted) {
    sourceHls = attach(source, "source/index.m3u8", "source");
  }
}

/** How far the source's picture is behind the styled one, seconds: by air time, which both playlists carry. */
function behind() {
  const leading = styledHls && styledHls.playingDate;
  const following = sourceHls && sourceHls.playingDate;
  return leading && following ? (leading - following) / 1000 : styled.currentTime - source.currentTime;
}

/** Keeps the source's picture in step with the styled one, which has the sound and the controls. */
function keepInStep() {
  if (!sourceWanted || source.readyState < 2 || styled.readyState < 2) {
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

function time(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, i) => (i === 0 ? part : String(part).padStart(2, "0"))).join(":");
}

const start = () => (styled.seekable.length ? styled.seekable.start(0) : 0);
const end = () => (styled.seekable.length ? styled.seekable.end(styled.seekable.length - 1) : 0);

let seeking = false;

function showTime() {
  const length = end() - start();
  const into = styled.currentTime - start();
  if (!seeking) {
    byId("seek").value = length > 0 ? Math.round((1000 * into) / length) : 0;
  }
  byId("clock").textContent = `${time(into)} / ${time(length)}`;
  byId("seek").setAttribute("aria-valuetext", `${time(into)} of ${time(length)}`);
  byId("live").hidden = !(styledHls && styledHls.levels[0]?.details?.live);
}

const SEEK_S = 5;

function togglePlay() {
  styled.paused ? styled.play().catch(() => {}) : styled.pause();
}

function toggleSound() {
  styled.muted = !styled.muted;
}

function toggleFullscreen() {
  document.fullscreenElement ? document.exitFullscreen() : byId("screens").requestFullscreen().catch(() => {});
}

function move(seconds) {
  styled.currentTime = Math.min(end(), Math.max(start(), styled.currentTime + seconds));
}

/**
 * The sizes of the picture that there are, largest first; each with every sound it can be played with, of which the player takes
 * the one that it plays now.
 */
function sizes() {
  const byPlaylist = new Map();
  for (const level of styledHls?.levels ?? []) {
    if (!byPlaylist.has(level.uri)) {
      byPlaylist.set(level.uri, { uri: level.uri, height: level.height, bitrate: level.bitrate });
    }
  }
  return [...byPlaylist.values()].sort((one, other) => other.height - one.height || other.bitrate - one.bitrate);
}

const AUTO = "";
const option = (value, text) => new Option(text, value);

/** What is offered is what the multivariant playlist names; where there is one size only there is nothing to choose. */
function showQualities() {
  const found = sizes();
  const chosen = byId("quality").value;
  byId("quality-choice").hidden = found.length < 2;
  byId("quality").replaceChildren(option(AUTO, "auto"), ...found.map((size) =>
    option(size.uri, `${size.height}p, ${(size.bitrate / 1e6).toFixed(1)} Mbit/s`)));
  byId("quality").value = found.some((size) => size.uri === chosen) ? chosen : AUTO;
  chooseQuality(byId("quality").value); // also where the playlist was loaded again
}

/** What plays now, where the player chooses by itself. */
function showQuality() {
  const playing = styledHls?.levels[styledHls.currentLevel];
  const auto = byId("quality").options[0];
  if (auto) {
    auto.textContent = playing && styledHls.autoLevelEnabled ? `auto (${playing.height}p)` : "auto";
  }
}

/** From the next segment on, so that nothing stands still. */
function chooseQuality(uri) {
  if (uri === AUTO && styledHls.autoLevelEnabled) {
    showQuality();
    return;
  }
  const among = styledHls.levels.map((level, index) => ({ level, index })).filter(({ level }) => level.uri === uri);
  const group = styledHls.levels[styledHls.currentLevel]?.audioGroupIds?.[0];
  const same = among.find(({ level }) => level.audioGroupIds?.[0] === group) ?? among[0];
  if (same && same.index === styledHls.currentLevel) {
    styledHls.loadLevel = same.index; // what is buffered is of this size: loading it anew would make a hole
  } else {
    styledHls.nextLevel = uri === AUTO || !same ? -1 : same.index;
  }
  showQuality();
}

if (styledHls) {
  styledHls.on(Hls.Events.MANIFEST_PARSED, showQualities);
  styledHls.on(Hls.Events.LEVELS_UPDATED, showQualities);
  styledHls.on(Hls.Events.LEVEL_SWITCHED, showQuality);
  byId("quality").addEventListener("change", () => chooseQuality(byId("quality").value));
}

const KEYS = {
  q: () => byId("quality").focus(),
  k: togglePlay,
  " ": togglePlay,
  m: toggleSound,
  f: toggleFullscreen,
  ArrowLeft: () => move(-SEEK_S),
  ArrowRight: () => move(SEEK_S),
};

document.addEventListener("keydown", (event) => {
  const onButton = event.target.matches("button, a") && event.key === " ";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const onMenu = event.target.matches("select"); // letters and arrows choose there
  if (event.ctrlKey || event.metaKey || event.altKey || onButton || onMenu || !Object.hasOwn(KEYS, key)) {
    return;
  }
  event.preventDefault(); // the slider would move by a thousandth
  KEYS[key]();
});
byId("play").addEventListener("click", togglePlay);
byId("sound").addEventListener("click", toggleSound);
byId("fullscreen").addEventListener("click", toggleFullscreen);
styled.addEventListener("volumechange", () => {
  byId("sound").textContent = styled.muted ? "Unmute" : "Mute";
  byId("sound").setAttribute("aria-pressed", String(!styled.muted));
});
document.addEventListener("fullscreenchange", () => {
  byId("fullscreen").setAttribute("aria-pressed", String(document.fullscreenElement !== null));
});
byId("seek").addEventListener("input", (event) => {
  seeking = true;
  styled.currentTime = start() + ((end() - start()) * event.target.value) / 1000;
});
byId("seek").addEventListener("change", () => { seeking = false; });
byId("live").addEventListener("click", () => {
  styled.currentTime = styledHls?.liveSyncPosition ?? end();
});
for (const name of ["play", "pause"]) {
  styled.addEventListener(name, () => {
    byId("play").textContent = styled.paused ? "Play" : "Pause";
    keepInStep();
  });
}
styled.addEventListener("seeked", keepInStep);
styled.addEventListener("loadedmetadata", () => {
  byId("screens").style.setProperty("--shape", `${styled.videoWidth} / ${styled.videoHeight}`);
  styled.play().catch(() => {});
});
setInterval(keepInStep, 200);
setInterval(showTime, 250);

const KINDS = [
  ["styled", (f) => f.styled, "--styled"],
  ["reused, similar", (f) => f.reused.similar, "--reused"],
  ["reused, late", (f) => f.reused.late, "--reused"],
  ["passed through", (f) => f.passthrough, "--passthrough"],
  ["held", (f) => sum(f.held), "--held", (f) => reasons(f.held)],
  ["dropped", (f) => sum(f.dropped), "--dropped", (f) => reasons(f.dropped)],
];

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
const reasons = (counts) => Object.entries(counts).map(([why, count]) => `${why} ${count}`).join(", ");

function showOutcomes(frames, total) {
  const bar = byId("bar");
  const legend = byId("legend");
  bar.replaceChildren();
  legend.replaceChildren();
  for (const [label, count, color, detail] of KINDS) {
    const value = count(frames);
    if (value === 0) {
      continue;
    }
    const piece = document.createElement("span");
    piece.style.cssText = `flex: ${value} 0 0; background: var(${color})`;
    bar.append(piece);
    const item = document.createElement("li");
    const swatch = document.createElement("i");
    swatch.style.background = `var(${color})`;
    const share = ((100 * value) / Math.max(1, total)).toFixed(1);
    item.append(swatch, `${label} ${value} (${share} %)${detail ? `: ${detail(frames)}` : ""}`);
    legend.append(item);
  }
}

function showPush(push) {
  byId("push").hidden = push.length === 0;
  byId("push").replaceChildren(...push.map((one) => {
    const item = document.createElement("li");
    item.dataset.state = one.state;
    item.dataset.unsent = String(one.sent === 0 && one.dropped > 0);
    const lost = one.dropped > 0 ? `, ${one.dropped} not sent` : "";
    item.textContent = `${one.target}: ${one.state}, ${one.sent} pictures sent${lost}${one.reason ? ` – ${one.reason}` : ""}`;
    return item;
  }));
}

function showState(state) {
  byId("state").textContent = state;
  byId("state").dataset.state = state;
}

function showStatus(status) {
  const { progress } = status;
  showState(status.state);
  showSource(status.source);
  byId("stream").textContent = status.stream;
  byId("in").textContent = status.in;
  byId("out").textContent = status.out;
  byId("fps").textContent = progress.fps.toFixed(1);
  byId("latency").textContent = progress.latencyMs ? `${(progress.latencyMs / 1000).toFixed(1)} s` : "–";
  byId("model").textContent = progress.provenance.model || "–";
  byId("device").textContent = progress.provenance.device || "–";
  byId("revision").textContent = progress.provenance.styleRevision;
  showOutcomes(progress.frames, status.in);
  showPush(status.push ?? []);
  tell("egress", status.failure);
}

async function askStatus() {
  try {
    const answer = await fetch("api/status", { cache: "no-store" });
    showStatus(await answer.json());
  } catch {
    showState("unreachable");
  }
  setTimeout(askStatus, STATUS_MS);
}

askStatus();
