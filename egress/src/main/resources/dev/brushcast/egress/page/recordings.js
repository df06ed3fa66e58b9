import { lead } from "./lead.js";
import { byId, time } from "./page.js";

const ASK_MS = 10000;
const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

function size(bytes) {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power]}`;
}

function words(recording) {
  const begun = recording.startedAt === null ? recording.name : new Date(recording.startedAt).toLocaleString();
  const length = recording.seconds === null ? [] : [time(recording.seconds)];
  const capture = recording.epoch === null ? [] : [`capture ${recording.epoch}`];
  return [begun, ...length, size(recording.bytes), ...capture].join(", ");
}

function play(recording) {
  const video = byId("recording");
  lead.video.pause();
  video.hidden = false;
  video.src = recording.name;
  video.play().catch(() => {});
}

function item(recording) {
  const line = document.createElement("li");
  line.append(`${words(recording)} `);
  if (!recording.finished) {
    line.append("– being recorded");
    return line;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Play";
  button.addEventListener("click", () => play(recording));
  const link = document.createElement("a");
  link.href = `${recording.name}?download`;
  link.textContent = "Download";
  line.append(button, " ", link);
  return line;
}

/** What there is of this page's stream, asked for again and again: a recording grows and is finished. */
export async function showRecordings() {
  try {
    const answer = await fetch("recordings", { cache: "no-store" });
    const { recordings } = answer.ok ? await answer.json() : { recordings: [] };
    const said = JSON.stringify(recordings);
    byId("recordings").hidden = recordings.length === 0;
    if (byId("recording-list").dataset.said !== said) { // else a button would lose the focus
      byId("recording-list").dataset.said = said;
      byId("recording-list").replaceChildren(...recordings.map(item));
    }
  } catch {
    // the state says that it cannot be reached
  }
  setTimeout(showRecordings, ASK_MS);
}
