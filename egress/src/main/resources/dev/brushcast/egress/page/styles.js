import { attach } from "./attach.js";
import { airTime, becomes, lead, positionOf } from "./lead.js";
import { byId, option, tell } from "./page.js";

const LOOK_MS = 50;
const GIVE_UP_MS = 30000;
const SAME_MOMENT_MS = 40;
const MOST_CORRECTIONS = 6;
const ASK_ELSEWHERE_MS = 5000;

let offered = []; // { stream, title, path }
let own = null;
let changing = null;
const elsewhere = new Map(); // by stream: whether its playlist is to be had at the same address, and when that was asked

/** Shows what there is to choose, from the status of the stream that is played. */
export function showStyles(status) {
  own ??= lead.path === "" ? status.stream : null;
  const choices = (status.styles ?? []).filter((style) => style.here || isElsewhere(style.stream));
  offered = choices.map(({ stream, title }) => ({ stream, title, path: stream === own ? "" : `../${encodeURIComponent(stream)}/` }));
  const menu = byId("style");
  const texts = offered.map(({ title }) => title).join("\n");
  byId("style-choice").hidden = offered.length < 2;
  if (menu.dataset.texts !== texts) {
    menu.dataset.texts = texts;
    menu.replaceChildren(...offered.map(({ path, title }) => option(path, title)));
  }
  menu.value = changing?.path ?? lead.path;
  byId("stream").textContent = lead.path === "" ? status.stream : `${own}: ${lead.title || status.stream}`;
}

const title = (path) => offered.find((style) => style.path === path)?.title;

/** A style that another host serves is at the same address where something in front of the hosts leads there. */
function isElsewhere(stream) {
  const asked = elsewhere.get(stream);
  if (!asked || performance.now() - asked.at > ASK_ELSEWHERE_MS) {
    const now = { at: performance.now(), there: asked?.there ?? false };
    elsewhere.set(stream, now);
    fetch(`../${encodeURIComponent(stream)}/index.m3u8`, { method: "HEAD", cache: "no-store" })
      .then((answer) => { now.there = answer.ok; }, () => { now.there = false; });
  }
  return elsewhere.get(stream).there;
}

/** The style that is played is over: back to this page's own, from the same moment on. */
export function styleIsOver() {
  if (lead.path !== "" && changing?.path !== "") {
    change("", `The style ${lead.title} is over: back to this stream's own.`); // no menu has it any more
  }
}

/**
 * Plays another style from the same moment on: a second player comes to where the first one is, unseen and unheard, and takes its
 * place then. The first one plays on until that, and for good where the other one cannot come there.
 */
async function change(path, why = null) {
  changing?.leave();
  if (path === lead.path) {
    changing = null;
    return;
  }
  const video = lead.video.cloneNode(false);
  video.removeAttribute("id");
  video.removeAttribute("src");
  video.classList.add("standby");
  video.muted = true;
  lead.video.after(video);
  const next = { path, title: title(path) ?? "", video, hls: attach(video, `${path}index.m3u8`, "next style's") };
  const leave = () => {
    next.hls?.destroy();
    video.remove();
  };
  const mine = { path, leave };
  changing = mine;
  tell("style", why);
  const problem = await comesAlong(next, () => changing === mine);
  if (changing !== mine) {
    return; // another one was chosen meanwhile
  }
  changing = null;
  if (problem) {
    leave();
    tell("style", `${next.title || "The other style"} ${problem}.`);
    byId("style").value = lead.path;
    return;
  }
  takeOver(next);
  setTimeout(() => tell("style", null), why ? GIVE_UP_MS : 0);
}

/** Brings a player to the moment that the leading one shows. Null: it is there; else why not. */
async function comesAlong(next, wanted) {
  const { video } = next;
  const begun = performance.now();
  let corrections = 0;
  let placed = false;
  while (wanted() && performance.now() - begun < GIVE_UP_MS) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    const target = airTime(lead);
    if (target === null) {
      return null; // nothing is shown that could be kept
    }
    if (!placed) {
      const position = video.readyState > 0 ? positionOf(next, target) : null;
      if (position !== null) {
        placed = true;
        video.currentTime = position;
        lead.video.paused ? video.pause() : video.play().catch(() => {});
      } else if (next.hls?.levels[next.hls.loadLevel]?.details && video.readyState > 1) {
        return "has nothing of this moment";
      }
      continue;
    }
    const at = airTime(next);
    if (video.seeking || video.readyState < 3 - lead.video.paused || at === null) {
      continue;
    }
    const late = airTime(lead) - at;
    if (Math.abs(late) <= SAME_MOMENT_MS || corrections >= MOST_CORRECTIONS) {
      return null;
    }
    corrections++;
    video.currentTime += late / 1000;
    lead.video.paused || video.play().catch(() => {});
  }
  return "does not play";
}

/** With the sound and the captions of the one before. */
function takeOver(next) {
  const before = lead.video;
  const captions = [...before.textTracks].filter((track) => track.mode === "showing").map((track) => track.label);
  const show = () => [...next.video.textTracks].forEach((track) => {
    track.mode = captions.includes(track.label) ? "showing" : track.mode;
  });
  next.video.volume = before.volume;
  next.video.playbackRate = before.playbackRate;
  next.video.muted = before.muted;
  before.muted = true;
  if (captions.length > 0) {
    show();
    next.video.textTracks.addEventListener("addtrack", show); // made as their first words come
  }
  becomes(next);
}

byId("style").addEventListener("change", () => change(byId("style").value));
