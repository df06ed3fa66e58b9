import { lead } from "./lead.js";
import { showOutcomes, showPush } from "./outcome.js";
import { byId, tell } from "./page.js";
import { showSource } from "./source.js";
import { showStyles, styleIsOver } from "./styles.js";

const STATUS_MS = 1000;

function showState(state) {
  byId("state").textContent = state;
  byId("state").dataset.state = state;
}

function showStatus(status) {
  const { progress } = status;
  showState(status.state);
  if (lead.path === "") {
    showSource(status.source);
  }
  showStyles(status);
  byId("in").textContent = status.in;
  byId("out").textContent = status.out;
  byId("fps").textContent = progress.fps.toFixed(1);
  byId("latency").textContent = progress.latencyMs ? `${(progress.latencyMs / 1000).toFixed(1)} s` : "–";
  byId("model").textContent = progress.provenance.model || "–";
  byId("model").title = progress.provenance.modelHash ? `SHA-256 ${progress.provenance.modelHash}` : "";
  byId("device").textContent = progress.provenance.device || "–";
  byId("revision").textContent = progress.provenance.styleRevision;
  showOutcomes(progress.frames, status.in);
  showPush(status.push ?? []);
  tell("egress", status.failure);
}

/** Asks how the stream goes that is played, again and again. */
export async function askStatus() {
  const { path } = lead;
  try {
    const answer = await fetch(`${path}api/status`, { cache: "no-store" });
    if (path === lead.path) {
      const status = answer.ok ? await answer.json() : null;
      if (status) {
        showStatus(status);
      } else {
        showState("unreachable");
      }
      if (answer.status === 404 || ["ended", "failed"].includes(status?.state)) {
        styleIsOver();
      }
    }
  } catch {
    showState("unreachable");
  }
  setTimeout(askStatus, STATUS_MS);
}
