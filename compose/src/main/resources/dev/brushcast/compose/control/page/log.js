import { h, time } from "./dom.js";
import { history } from "./events.js";

const MOST = 200;

/** What happened to a stream, newest first. */
export class Log {
  constructor(id) {
    this.id = id;
    this.list = h("ol", {});
    const box = h("div", { class: "events", role: "log", tabindex: 0, "aria-label": "Events, newest first", "aria-live": "off" }, this.list);
    this.element = h("section", { class: "panel", "aria-labelledby": "events-title" }, h("h2", { id: "events-title" }, "Events"), box);
    history(id).then((all) => all.slice(-MOST).forEach((event) => this.add(event))).catch(() => {});
  }

  add(event) {
    if (event.id && this.list.querySelector(`[data-id="${CSS.escape(event.id)}"]`)) {
      return;
    }
    const item = h("li", { "data-type": event.type, "data-id": event.id ?? "" },
      h("time", { datetime: event.at }, time(event.at)), h("span", { class: "type" }, event.type.replace("_", " ")), h("span", {}, event.message));
    const older = [...this.list.children].find((one) => one.firstChild.dateTime <= event.at);
    older ? older.before(item) : this.list.append(item);
    while (this.list.children.length > MOST) {
      this.list.lastChild.remove();
    }
  }
}
