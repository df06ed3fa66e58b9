/** What every part of the page needs. */
export const byId = (id) => document.getElementById(id);

const problems = new Map();

/** Says what is wrong, of what; null: nothing any more. */
export function tell(what, problem) {
  problem ? problems.set(what, problem) : problems.delete(what);
  const text = [...problems.values()].join(" ");
  if (byId("message").textContent !== text) {
    byId("message").textContent = text;
  }
  byId("message").hidden = text === "";
}

/** Seconds as people write them: 1:02:03. */
export function time(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, i) => (i === 0 ? part : String(part).padStart(2, "0"))).join(":");
}

export const option = (value, text) => new Option(text, value);
