// @ts-check
// The rows below the figures: how every run ended, and what the views read of it at the step that is shown.

import { element, svg, write } from "./elements.js";

/** @import { Row } from "../message" */
/** @import { Palette } from "../types" */
/** @typedef {ReturnType<Rows["make"]>} Parts */

const DASHES = new Map([
  ["solid", ""],
  ["dash", "7 4"],
  ["dot", "2 3"],
]);
const OTHER_DASH = "9 3 2 3";

export class Rows {
  /** @type {Row[]} */
  runs = [];
  /** @type {Parts[]} */
  #parts = [];

  /**
   * @param {Element} parent
   * @param {{ light(run: string): void, hide(runs: string[]): void }} act what the reader does in the rows: look
   *   at one, by its name or at none, and choose those that are hidden
   */
  constructor(parent, act) {
    this.list = element(parent, "ul", "ads-rows");
    this.act = act;
  }

  fill(/** @type {Row[]} */ runs) {
    this.runs = runs;
    while (this.#parts.length > runs.length) this.#parts.pop()?.row.remove();
    while (this.#parts.length < runs.length) this.#parts.push(this.make());
    runs.forEach(({ label, sentence, meaning, dash, hidden }, i) => {
      const parts = this.#parts[i];
      parts.row.classList.toggle("ads-hidden", hidden);
      parts.label.title = hidden ? "Show this run" : "Hide this run";
      parts.label.setAttribute("aria-pressed", String(!hidden));
      parts.label.textContent = label;
      parts.sentence.textContent = sentence;
      parts.sentence.title = meaning;
      parts.line.setAttribute("stroke-dasharray", DASHES.get(dash) ?? OTHER_DASH);
    });
  }

  make() {
    const row = element(this.list, "li", "ads-row");
    const index = this.#parts.length;
    const light = () => this.act.light(this.runs[index].name);
    row.onpointerenter = light;
    row.onpointerleave = () => this.act.light("");
    row.onclick = () => this.#turn(index);
    const sample = svg(row, "svg", { viewBox: "0 0 28 10", "aria-hidden": "true" });
    const label = element(row, "button", "ads-label");
    label.onfocus = light;
    label.onblur = () => this.act.light("");
    return {
      row,
      line: svg(sample, "line", { x1: 1, x2: 27, y1: 5, y2: 5 }),
      label,
      sentence: element(row, "span", "ads-sentence"),
      position: element(row, "span", "ads-position"),
      value: element(row, "span", "ads-value"),
    };
  }

  // Hide a run, or show it again. All hidden ones are told, so that no press is lost by the next.
  #turn(/** @type {number} */ index) {
    this.runs[index].hidden = !this.runs[index].hidden;
    this.act.hide(this.runs.filter(({ hidden }) => hidden).map(({ name }) => name));
  }

  paint(/** @type {Palette} */ palette) {
    this.runs.forEach(({ token }, i) => (this.#parts[i].line.style.stroke = palette[token]));
  }

  /**
   * Tell of every run what there is to tell at the player's step: two readings have a place.
   *
   * @param {(run: string) => string[]} readings
   */
  read(readings) {
    this.runs.forEach(({ name }, i) => {
      const [position = "", value = ""] = readings(name);
      write(this.#parts[i].position, position);
      write(this.#parts[i].value, value);
    });
  }
}
