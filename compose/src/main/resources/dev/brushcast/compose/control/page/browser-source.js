import { ask, streamPath } from "./api.js";
import { confirmed } from "./ask.js";
import { mountCamera } from "./camera.js";
import { announce, h, tell, text } from "./dom.js";
import { only, refused } from "./state.js";

/** A host learns of a new key a moment after control has made it. */
const NEW_KEY_MS = 15000;

/** Keys that the API has told this tab; it tells none twice. */
const keys = new Map();

/** A stream was made for a publisher, and this is its key. */
export const rememberKey = (id, key) => keys.set(id, key);

export const isPublished = (stream) => stream.ingest.source.startsWith("publish:");

/** What publishes into a stream from here: this browser's camera or screen, and the key for whoever else is to. */
export function browserSource(id, { caller, publishUrl }) {
  const secret = h("code", {});
  const key = h("details", { id: "publish-key", hidden: true }, h("summary", {}, "Its key"), secret);
  const make = only(h("button", { type: "button", onclick: askForKey }, "New key"), caller, "operator");
  const camera = h("div", { class: "camera-tools" });
  const element = h("div", { id: "source-tools" }, key, make, camera);
  element.hidden = true;
  let unmount = null;

  async function newKey() {
    const { publishKey } = await ask("POST", `${streamPath(id)}/publish-key`);
    rememberKey(id, publishKey);
    showKey();
    return publishKey;
  }

  async function askForKey() {
    if (await confirmed("Make a new key?", "Whoever publishes with the old one is sent away.", "New key")) {
      await newKey().then(() => tell("action", null), (e) => tell("action", `${e.message}.`));
      announce("There is a new key.");
    }
  }

  function showKey() {
    key.hidden = !keys.has(id);
    text(secret, keys.get(id) ?? "");
  }

  return {
    element,
    changed(stream) {
      const published = isPublished(stream);
      element.hidden = !published;
      showKey();
      if (published && unmount === null && publishUrl !== null && refused(caller, "operator") === null) {
        unmount = mountCamera(camera, {
          address: () => publishUrl.replace("{id}", encodeURIComponent(id)).replace(/^http/, "ws"),
          key: () => keys.get(id) ?? newKey(),
          newKeyMs: NEW_KEY_MS,
        });
      }
    },
    close() {
      unmount?.();
    },
  };
}
