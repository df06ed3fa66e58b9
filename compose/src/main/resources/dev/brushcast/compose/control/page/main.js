import { forgetToken, get, hasToken, streams } from "./api.js";
import { comparePage } from "./compare.js";
import { h, tell, text } from "./dom.js";
import { history, listen } from "./events.js";
import { fleetPage } from "./fleet.js";
import { gridPage } from "./grid.js";
import { States } from "./state.js";
import { streamPage } from "./stream.js";

const LOOK_MS = 2000;
const main = document.getElementById("main");
const states = new States();
const known = { streams: [], installation: null };
const heard = new Set();
let changing = null;
let page = { changed() {}, happened() {}, close() {} };

/** Where the page is: #/, #/streams/ID, #/compare/A/B, #/fleet. */
function place() {
  const [view, ...ids] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { view: view || "grid", ids };
}

function show() {
  page.close();
  const { view, ids } = place();
  const context = { known, states, look };
  page = view === "streams" && ids[0] ? streamPage(context, ids[0])
    : view === "compare" ? comparePage(context, ids)
    : view === "fleet" ? fleetPage(context)
    : gridPage(context);
  document.title = `${page.title} – Brushcast`;
  for (const link of document.querySelectorAll("[data-view]")) {
    link.dataset.view === (view === "streams" ? "grid" : view) ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  main.replaceChildren(page.element);
  page.changed();
}

function linked(state) {
  const pill = document.getElementById("link");
  text(pill, state);
  pill.dataset.state = state;
}

/** Looks at the streams now. */
async function look() {
  try {
    known.streams = await streams();
    tell("api", null);
    linked("connected");
  } catch (e) {
    tell("api", `The API does not answer as it should: ${e.message}.`);
    linked("away");
    return;
  }
  known.streams.forEach((stream) => states.seen(stream));
  page.changed();
  learn();
}

/** What was said of streams before this page was there. */
async function learn() {
  for (const stream of known.streams.filter((one) => !heard.has(one.id))) {
    heard.add(stream.id);
    const all = await history(stream.id).catch(() => []);
    all.filter((event) => event.at >= stream.createdAt).forEach(happened);
  }
}

function happened(event) {
  if (event.stream) {
    states.happened(event);
  }
  page.happened(event);
  changing ??= setTimeout(() => { changing = null; page.changed(); });
}

async function begin() {
  for (;;) {
    try {
      known.installation = await get("/installation");
      tell("api", null);
      break;
    } catch (e) {
      linked("away");
      tell("api", `The API does not answer as it should: ${e.message}.`);
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }
  const { caller } = known.installation;
  const who = document.getElementById("who");
  who.append(`${caller.name}, ${caller.role}`);
  if (hasToken()) {
    who.append(" ", h("button", { class: "plain", onclick: () => { forgetToken(); location.reload(); } }, "Forget token"));
  }
  await look();
  show();
  addEventListener("hashchange", () => { show(); main.focus(); });
  listen(happened, (state) => state === "connected" || linked(state), () => heard.clear());
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK_MS));
    if (!document.hidden) {
      await look();
    }
  }
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the fragment says which view this is
  main.focus();
});
begin();
