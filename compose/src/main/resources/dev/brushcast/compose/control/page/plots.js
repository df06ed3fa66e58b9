import uPlot from "/page/uplot.js";
import { h } from "./dom.js";

const SECONDS = 300;
const MINUTES = [4, 3, 2, 1, 0];

const ago = (minutes) => (minutes === 0 ? "now" : `−${minutes} min`);

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Numbers of the last five minutes, one each second, as lines. */
export class Plot {
  #data;
  #plot = null;

  /** @param {{label: string, colour: string}[]} lines */
  constructor(title, unit, lines) {
    this.title = title;
    this.unit = unit;
    this.lines = lines;
    this.#data = [[], ...lines.map(() => [])];
    this.box = h("div", { class: "chart", role: "img", "aria-label": title });
    this.key = h("ul", { class: "key" }, ...lines.map((line) => h("li", { "data-colour": line.colour }, line.label)));
    this.element = h("figure", { class: "plot" }, h("figcaption", {}, title, this.key), this.box);
    this.resizing = new ResizeObserver(() => this.#fit());
    this.resizing.observe(this.box);
    this.scheme = matchMedia("(prefers-color-scheme: light)");
    this.repaint = () => { this.#plot?.destroy(); this.#plot = null; this.#fit(); };
    this.scheme.addEventListener("change", this.repaint);
  }

  /** Adds what was measured in a second; null: nothing was. */
  add(seconds, values) {
    this.#data[0].push(seconds);
    values.forEach((value, i) => this.#data[i + 1].push(value));
    while (this.#data[0][0] < seconds - SECONDS) {
      this.#data.forEach((column) => column.shift());
    }
    this.#plot?.setData(this.#data);
    const said = this.lines.map((line, i) => `${line.label} ${values[i] === null ? "none" : Math.round(values[i])}`);
    this.box.setAttribute("aria-label", `${this.title}: ${said.join(", ")} ${this.unit}`);
  }

  #fit() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (width === 0) {
      return;
    }
    if (this.#plot) {
      this.#plot.setSize({ width, height });
      return;
    }
    const axis = { stroke: colour("--quiet"), font: "11px system-ui", grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
    this.#plot = new uPlot({
      width,
      height,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { range: (_, __, max) => [(max ?? Date.now() / 1000) - SECONDS, max ?? Date.now() / 1000] },
        y: { range: (_, __, max) => [0, Math.max(10, (max ?? 0) * 1.15)] },
      },
      axes: [{ ...axis, size: 22, splits: (plot) => MINUTES.map((minutes) => plot.scales.x.max - 60 * minutes), values: () => MINUTES.map(ago) }, { ...axis, size: 44, space: 28 }],
      padding: [8, 14, 0, 0],
      series: [{}, ...this.lines.map((line) => ({ label: line.label, stroke: colour(line.colour), width: 1.5, points: { show: false } }))],
    }, this.#data, this.box);
  }

  close() {
    this.resizing.disconnect();
    this.scheme.removeEventListener("change", this.repaint);
    this.#plot?.destroy();
  }
}
