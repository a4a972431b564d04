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

  constructor(/** @type {Element} */ parent) {
    this.list = element(parent, "ul", "ads-rows");
  }

  fill(/** @type {Row[]} */ runs) {
    this.runs = runs;
    while (this.#parts.length > runs.length) this.#parts.pop()?.row.remove();
    while (this.#parts.length < runs.length) this.#parts.push(this.make());
    runs.forEach(({ label, sentence, dash }, i) => {
      const parts = this.#parts[i];
      parts.label.textContent = label;
      parts.sentence.textContent = sentence;
      parts.line.setAttribute("stroke-dasharray", DASHES.get(dash) ?? OTHER_DASH);
    });
  }

  make() {
    const row = element(this.list, "li", "ads-row");
    const sample = svg(row, "svg", { viewBox: "0 0 28 10", "aria-hidden": "true" });
    return {
      row,
      line: svg(sample, "line", { x1: 1, x2: 27, y1: 5, y2: 5 }),
      label: element(row, "span", "ads-label"),
      sentence: element(row, "span", "ads-sentence"),
      position: element(row, "span", "ads-position"),
      value: element(row, "span", "ads-value"),
    };
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
