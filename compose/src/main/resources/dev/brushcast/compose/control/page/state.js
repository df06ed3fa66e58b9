/** Events that say how a stream is from then on. */
const STATES = {
  epoch_started: "live",
  live: "live",
  recovered: "live",
  hold: "hold",
  slate: "slate",
  passthrough: "passthrough",
  degraded: "degraded",
  error: "error",
  epoch_ended: "ended",
};
const QUIET_MS = 8000;
const NOT_RECENT_MS = 60000;

/** What each stream's events say of it, and its rates between two looks at its totals. */
export class States {
  #by = new Map();

  #of(id) {
    if (!this.#by.has(id)) {
      this.#by.set(id, { state: null, why: "", at: 0, totals: null, in: null, out: null });
    }
    return this.#by.get(id);
  }

  happened(event) {
    const state = STATES[event.type];
    const known = this.#of(event.stream);
    const at = Date.parse(event.at);
    if (state && at >= known.at) {
      Object.assign(known, { state, why: event.message, at });
    }
  }

  forget(id) {
    this.#by.delete(id);
  }

  /** The streams as the API has them now. */
  seen(stream) {
    const known = this.#of(stream.id);
    const health = stream.status.health;
    if (!health) {
      Object.assign(known, { totals: null, in: null, out: null });
      return;
    }
    const totals = { epoch: health.epoch, atMs: Date.parse(health.updatedAt), in: sum(health.outcomes), out: pictures(health.outcomes) };
    const before = known.totals;
    if (before === null || before.epoch !== totals.epoch) {
      known.totals = totals;
    } else if (totals.atMs - before.atMs >= 1500) {
      const seconds = (totals.atMs - before.atMs) / 1000;
      Object.assign(known, { in: (totals.in - before.in) / seconds, out: (totals.out - before.out) / seconds, totals });
    }
  }

  /** A word for how it is, and why. */
  state(stream, nowMs = Date.now()) {
    if (!stream.running) {
      return { word: "stopped", why: "It is to stand still." };
    }
    const { epoch, health, lastTrouble } = stream.status;
    if (!epoch) {
      return { word: "waiting", why: "Its source has not been opened yet." };
    }
    const known = this.#of(stream.id);
    if (known.state && known.state !== "live") {
      return { word: known.state, why: known.why };
    }
    const trouble = lastTrouble && nowMs - Date.parse(lastTrouble.at) < NOT_RECENT_MS && Date.parse(lastTrouble.at) > known.at;
    if (trouble) {
      return { word: lastTrouble.type, why: lastTrouble.message };
    }
    const quietMs = health ? nowMs - Date.parse(health.updatedAt) : nowMs - Date.parse(epoch.startedAt);
    if (quietMs > QUIET_MS) {
      return { word: "quiet", why: `No frame for ${Math.round(quietMs / 1000)} s.` };
    }
    return { word: "live", why: known.why };
  }

  rates(id) {
    const known = this.#of(id);
    return known.totals && Date.now() - known.totals.atMs > QUIET_MS ? { in: 0, out: 0 } : { in: known.in, out: known.out };
  }
}

const sum = (outcomes) => Object.values(outcomes).reduce((total, count) => total + count, 0);
const pictures = (outcomes) => (outcomes.STYLED ?? 0) + (outcomes.PASSTHROUGH ?? 0);

export const fps = (rate) => (rate === null ? "–" : rate.toFixed(1));

const ROLES = ["viewer", "operator", "admin"];

/** Why a caller may not do what wants a role; null: he may. */
export function refused(caller, role) {
  return ROLES.indexOf(caller.role) >= ROLES.indexOf(role) ? null : `Needs the role ${role}; you are ${caller.role}.`;
}

/** Disables a button, and says why, to whoever may not press it. */
export function only(button, caller, role) {
  const why = refused(caller, role);
  if (why) {
    button.disabled = true;
    button.title = why;
    button.setAttribute("aria-description", why);
  }
  return button;
}
