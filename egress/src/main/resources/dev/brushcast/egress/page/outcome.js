import { byId } from "./page.js";

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

/** What became of each frame. */
export function showOutcomes(frames, total) {
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

/** How it is with each server that it is pushed to. */
export function showPush(push) {
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
