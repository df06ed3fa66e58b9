import { attach } from "./attach.js";
import { byId } from "./page.js";

const listeners = [];

/**
 * The player that has the sound and the controls. It is another one where another style is chosen.
 *
 * path: of its stream's folder from this page's; empty: this page's own
 * title: what the menu called it
 */
export const lead = {
  path: "",
  title: "",
  video: byId("styled"),
  hls: attach(byId("styled"), "index.m3u8", "styled"),
};

/** Calls whenever there is a leading player, now with the one that there is. */
export function whenLeading(listener) {
  listeners.push(listener);
  listener(lead);
}

/** Another player leads from now on; the one before is gone. */
export function becomes(next) {
  const before = { ...lead };
  Object.assign(lead, next);
  before.video.removeAttribute("id");
  lead.video.id = "styled";
  lead.video.classList.remove("standby");
  before.hls?.destroy();
  before.video.remove();
  listeners.forEach((listener) => listener(lead));
}

/** When what a player shows was taken, ms since 1970; null: not known yet. */
export function airTime({ video, hls }) {
  if (hls) {
    return hls.playingDate?.getTime() ?? null;
  }
  const begun = video.getStartDate?.().getTime();
  return begun > 0 ? begun + video.currentTime * 1000 : null;
}

/** Where in a player's time something is that was taken then, seconds; null: its playlist does not have it. */
export function positionOf({ video, hls }, airMs) {
  if (!hls) {
    const begun = video.getStartDate?.().getTime();
    return begun > 0 ? (airMs - begun) / 1000 : null;
  }
  const fragments = hls.levels[Math.max(0, hls.loadLevel)]?.details?.fragments ?? [];
  const holding = fragments.find(({ programDateTime: at, duration }) => at !== null && at <= airMs && airMs < at + duration * 1000);
  if (holding) {
    return holding.start + (airMs - holding.programDateTime) / 1000;
  }
  const last = fragments[fragments.length - 1];
  const beyond = last ? (airMs - last.programDateTime) / 1000 : -1;
  return last?.programDateTime && beyond >= 0 && beyond < last.duration * 3 ? last.start + beyond : null; // in parts, so far
}
