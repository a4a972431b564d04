// @ts-check
// Where a network has the boundary between two classes at the player's step, under the examples that it is to part.

import { element, svg, write } from "./elements.js";
import { Graph } from "./graph.js";
import { lookAt } from "./looks.js";
import { between } from "./sketch.js";

/** @import { Trace } from "../types" */
/** @import { Frame } from "./plotly.js" */
/** @typedef {import("../types").Grid} Grid */

const SURE = 255;
const STRONG = 0.55; // how much of the colours of heights there is at most

export class Regions extends Graph {
  #shown = ""; // which picture stands there

  /**
   * @param {import("../message").SentView} view
   * @param {import("./views.js").Reader} reader
   */
  constructor(view, reader) {
    super(view, reader);
    this.sheet = svg(this.over, "svg", { class: "ads-models" });
    this.boundary = svg(this.sheet, "path");
    this.told = element(this.holder, "p", "ads-told");
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
    const trace = this.traces.find(({ meta }) => meta?.grid);
    const grid = trace?.meta?.grid;
    if (!frame || !trace || !grid) return;
    const look = lookAt(grid.at, step);
    const wanted = `${look} ${frame.key}`;
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    const [width, height] = grid.size;
    const all = /** @type {Uint8Array} */ (trace.customdata);
    const sure = all.subarray(look * width * height, (look + 1) * width * height);
    this.#tint(trace, grid, sure, frame);
    frame.hold(this.sheet);
    this.boundary.setAttribute("d", boundary(sure, grid, frame));
    this.boundary.style.stroke = trace.line.color;
    this.boundary.dataset.dash = trace.line.dash ?? "solid";
    write(this.told, `boundary of ${trace.name} at step ${grid.at[look]}`);
  }

  // How sure it is, as shades under all that Plotly draws.
  #tint(
    /** @type {Trace} */ { marker: { colorscale } },
    /** @type {Grid} */ { size: [width, height], box: [x0, x1, y0, y1] },
    /** @type {Uint8Array} */ sure,
    /** @type {Frame} */ frame,
  ) {
    const layer = this.plot.element.querySelector(".scatterlayer");
    if (!layer?.parentNode || !colorscale) return;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    if (!context) return;
    const image = context.createImageData(width, height);
    const shades = Array.from({ length: SURE + 1 }, (_, at) => between(colorscale, at / SURE));
    sure.forEach((value, at) => {
      const pixel = (height - 1 - Math.floor(at / width)) * width + (at % width);
      image.data.set([...shades[value], SURE], 4 * pixel);
    });
    context.putImageData(image, 0, 0);
    // A point of the grid is the middle of a pixel.
    const [across, up] = [(x1 - x0) / (width - 1) / 2, (y1 - y0) / (height - 1) / 2];
    const [left, bottom] = frame.pixel(x0 - across, y0 - up);
    const [right, top] = frame.pixel(x1 + across, y1 + up);
    let picture = layer.parentNode.querySelector(".ads-tint");
    picture ??= svg(null, "image", { class: "ads-tint", preserveAspectRatio: "none" });
    const box = { x: left, y: top, width: right - left, height: bottom - top, opacity: STRONG };
    for (const [name, value] of Object.entries({ ...box, href: canvas.toDataURL() }))
      picture.setAttribute(name, String(value));
    if (picture.nextSibling !== layer) layer.before(picture);
  }
}

/**
 * The line on which it is as sure of the one class as of the other, cell by cell of the grid.
 *
 * @param {Uint8Array} sure
 * @param {Grid} grid
 * @param {Frame} frame
 */
function boundary(sure, { size: [width, height], box: [x0, x1, y0, y1] }, frame) {
  const level = SURE / 2;
  const place = (/** @type {number} */ i, /** @type {number} */ j) =>
    frame.pixel(x0 + ((x1 - x0) * i) / (width - 1), y0 + ((y1 - y0) * j) / (height - 1));
  let d = "";
  for (let j = 0; j < height - 1; j++)
    for (let i = 0; i < width - 1; i++) {
      const corners = [
        [i, j],
        [i + 1, j],
        [i + 1, j + 1],
        [i, j + 1],
      ];
      const heights = corners.map(([x, y]) => sure[y * width + x] - level);
      /** @type {number[][]} */
      const crossings = [];
      for (let side = 0; side < 4; side++) {
        const [from, to] = [heights[side], heights[(side + 1) % 4]];
        if (from < 0 === to < 0) continue;
        const share = from / (from - to);
        const [a, b] = [corners[side], corners[(side + 1) % 4]];
        crossings.push(place(a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])));
      }
      for (let pair = 0; pair + 1 < crossings.length; pair += 2)
        d += `M${pixels(crossings[pair])}L${pixels(crossings[pair + 1])}`;
    }
  return d;
}

function pixels(/** @type {number[]} */ at) {
  return at.map((each) => each.toFixed(1)).join();
}
