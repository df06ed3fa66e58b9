import { get, request, streamPath } from "./api.js";
import { keepConnected } from "./connection.js";

const HISTORY_PAGES = 8;

/**
 * What happens, as it happens: begins again where it was when the connection breaks.
 *
 * @param {(event: object) => void} happened events of the API; and {type: "missed"} where some are not known any more
 * @param {(state: "connected" | "reconnecting") => void} linked
 * @param {() => void} anew it begins again without knowing where it was: what happened meanwhile has to be looked up
 * @returns {() => void} ends it
 */
export function listen(happened, linked, anew) {
  let last = null;
  let began = false;
  return keepConnected(async (signal, alive) => {
    const headers = { Accept: "text/event-stream" };
    if (last !== null) {
      headers["Last-Event-ID"] = last;
    } else if (began) {
      anew();
    }
    began = true;
    const answer = await request("GET", "/events", { headers, signal });
    for await (const { id, type, data } of messages(answer.body)) {
      linked("connected");
      alive();
      if (type === "cut_off" || type === "failed") {
        return; // from the last event on
      }
      if (type === "missed") {
        happened({ type, message: data.detail, at: new Date().toISOString(), stream: null });
      } else if (data) {
        last = id || last;
        happened(data);
      }
    }
  }, () => linked("reconnecting"));
}

/** Server-sent events; a message without data says that all is well. */
async function* messages(body) {
  let message = { data: "" };
  let held = "";
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const lines = (held + piece).split("\n");
    held = lines.pop();
    for (const line of lines) {
      if (line === "") {
        yield { id: message.id, type: message.event, data: message.data ? JSON.parse(message.data) : null };
        message = { data: "" };
      } else if (!line.startsWith(":")) {
        const colon = line.indexOf(":");
        const name = line.slice(0, colon);
        message[name] = name === "data" ? message.data + line.slice(colon + 1) : line.slice(colon + 1).trim();
      }
    }
  }
}

/** What there was of a stream, oldest first, as far as a few pages reach. */
export async function history(id) {
  const all = [];
  let after = "";
  for (let i = 0; i < HISTORY_PAGES; i++) {
    const page = await get(`${streamPath(id)}/events?limit=1000${after && `&after=${encodeURIComponent(after)}`}`);
    all.push(...page.events);
    if (!page.next) {
      break;
    }
    after = page.next;
  }
  return all;
}
