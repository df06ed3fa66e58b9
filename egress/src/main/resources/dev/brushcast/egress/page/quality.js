import { lead, whenLeading } from "./lead.js";
import { byId, option } from "./page.js";

const AUTO = "";
let height = null; // the one that was chosen, also for the next style; null: by itself

/**
 * The sizes of the picture that there are, largest first; each with every sound it can be played with, of which the player takes
 * the one that it plays now.
 */
function sizes() {
  const byPlaylist = new Map();
  for (const level of lead.hls?.levels ?? []) {
    if (!byPlaylist.has(level.uri)) {
      byPlaylist.set(level.uri, { uri: level.uri, height: level.height, bitrate: level.bitrate });
    }
  }
  return [...byPlaylist.values()].sort((one, other) => other.height - one.height || other.bitrate - one.bitrate);
}

/** What is offered is what the multivariant playlist names; where there is one size only there is nothing to choose. */
function showQualities() {
  const found = sizes();
  byId("quality-choice").hidden = found.length < 2;
  byId("quality").replaceChildren(option(AUTO, "auto"), ...found.map((size) =>
    option(size.uri, `${size.height}p, ${(size.bitrate / 1e6).toFixed(1)} Mbit/s`)));
  byId("quality").value = found.find((size) => size.height === height)?.uri ?? AUTO;
  chooseQuality(byId("quality").value); // also where the playlist was loaded again
}

/** What plays now, where the player chooses by itself. */
function showQuality() {
  const playing = lead.hls?.levels[lead.hls.currentLevel];
  const auto = byId("quality").options[0];
  if (auto) {
    auto.textContent = playing && lead.hls.autoLevelEnabled ? `auto (${playing.height}p)` : "auto";
  }
}

/** From the next segment on, so that nothing stands still. */
function chooseQuality(uri) {
  const { hls } = lead;
  if (uri === AUTO && hls.autoLevelEnabled) {
    showQuality();
    return;
  }
  const among = hls.levels.map((level, index) => ({ level, index })).filter(({ level }) => level.uri === uri);
  const group = hls.levels[hls.currentLevel]?.audioGroupIds?.[0];
  const same = among.find(({ level }) => level.audioGroupIds?.[0] === group) ?? among[0];
  if (same && same.index === hls.currentLevel) {
    hls.loadLevel = same.index; // what is buffered is of this size: loading it anew would make a hole
  } else {
    hls.nextLevel = uri === AUTO || !same ? -1 : same.index;
  }
  showQuality();
}

whenLeading(({ hls }) => {
  if (hls) {
    const { Hls } = window;
    hls.on(Hls.Events.MANIFEST_PARSED, showQualities);
    hls.on(Hls.Events.LEVELS_UPDATED, showQualities);
    hls.on(Hls.Events.LEVEL_SWITCHED, showQuality);
    if (hls.levels.length > 0) {
      showQualities(); // it came here with its playlist
    }
  }
});

byId("quality").addEventListener("change", () => {
  height = sizes().find((size) => size.uri === byId("quality").value)?.height ?? null;
  chooseQuality(byId("quality").value);
});
