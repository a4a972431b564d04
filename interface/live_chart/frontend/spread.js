// @ts-check
// Histograms at the player's step, each as the outline of its bins.

import { svg } from "./elements.js";
import { Graph } from "./graph.js";
import { lookAt } from "./looks.js";

/** @import { Frame } from "./plotly.js" */
/** @import { Bins } from "../types" */

export class Spread extends Graph {
  #shown = ""; // which histograms stand there

  /**
   * @param {import("../message").SentView} view
   * @param {import("./views.js").Reader} reader
   */
  constructor(view, reader) {
    super(view, reader);
    this.sheet = svg(this.over, "svg", { class: "ads-spread" });
    /** @type {SVGPathElement[]} */
    this.paths = [];
  }

  redrawn() {
    this.#shown = "";
    super.redrawn();
  }

  moving() {
    this.show(this.step);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const frame = this.plot.frame();
    if (!frame) return;
    const at = this.traces[0]?.meta?.bins?.at ?? [0];
    const wanted = `${lookAt(at, step)} ${frame.key}`;
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    frame.hold(this.sheet);
    while (this.paths.length > this.traces.length) this.paths.pop()?.remove();
    while (this.paths.length < this.traces.length) this.paths.push(svg(this.sheet, "path"));
    this.traces.forEach(({ meta, customdata, line: { color, width } }, index) => {
      const path = this.paths[index];
      path.setAttribute("d", meta?.bins ? outline(meta.bins, /** @type {any} */ (customdata), step, frame) : "");
      path.style.stroke = color;
      path.style.strokeWidth = `${width}px`;
      path.style.fill = index ? "none" : color;
    });
  }
}

/**
 * @param {Bins} bins
 * @param {ArrayLike<number>} shares of all looks, one after the other
 * @param {number} step
 * @param {Frame} frame
 */
function outline({ at, edges }, shares, step, frame) {
  const count = edges.length - 1;
  const from = lookAt(at, step) * count;
  const [left, floor] = frame.pixel(edges[0], 0);
  let d = `M${left.toFixed(1)},${floor.toFixed(1)}`;
  for (let bin = 0; bin < count; bin++) {
    const [, top] = frame.pixel(edges[bin], shares[from + bin]);
    const [right] = frame.pixel(edges[bin + 1], 0);
    d += `V${top.toFixed(1)}H${right.toFixed(1)}`;
  }
  return `${d}V${floor.toFixed(1)}`;
}
