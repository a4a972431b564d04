// @ts-check
// The paths of a map, up to any step. They are Plotly's own elements, but their line and their dots (an SVG
// marker on every vertex, not a node per dot) are written here: at once when only paths have changed, and for
// playback.

import { svg } from "./elements.js";

/** @import { Trace } from "../types" */
/** @import { Frame, Plot } from "./plotly.js" */

const FAR = 1e6; // pixels: beyond, a browser's coordinates lose precision

export class Paths {
  /** @type {ReturnType<Paths["measure"]> | null} */
  #paths = null;

  /**
   * @param {Plot} plot
   * @param {Element} over
   * @param {string} id where the names of its dots begin
   */
  constructor(plot, over, id) {
    this.plot = plot;
    this.id = id;
    this.markers = svg(over, "defs");
  }

  // Other elements stand there, or other values are to be shown.
  forget() {
    this.#paths = null;
  }

  show(/** @type {number} */ step, /** @type {Trace[]} */ traces, /** @type {Frame} */ frame) {
    this.#paths ??= this.measure(traces, frame);
    for (const path of this.#paths) {
      const last = path.vertices.length - 1;
      const shown = Math.min(step, last);
      // A line with dots is cut, so that its dots go too; a long one is dashed, which is faster.
      const end = path.dots ? shown : last;
      if (path.end !== end) path.line.setAttribute("d", path.vertices.slice(0, end + 1).join(""));
      path.end = end;
      if (path.shown !== shown)
        path.line.style.strokeDasharray =
          path.dots || shown === last ? path.dash : dashesUpTo(path.lengths[shown], path.dash);
      path.shown = shown;
    }
  }

  // For every path: Plotly's element, and our own line through all of its vertices with their arc lengths.
  measure(/** @type {Trace[]} */ traces, /** @type {Frame} */ frame) {
    this.markers.replaceChildren();
    return this.plot.lines.flatMap(({ line, index, dash }) => {
      const trace = traces[index];
      if (!trace?.x || (trace.meta?.time !== "path" && trace.meta?.time !== "pale")) return [];
      line.style.markerMid = trace.dots ? `url(#${this.#marker(trace.line.color, trace.dots)})` : "";
      return [{ line, dash, dots: trace.dots, ...vertices(trace.x, trace.y, frame), end: NaN, shown: NaN }];
    });
  }

  #marker(/** @type {string} */ colour, /** @type {number} */ size) {
    const id = `${this.id}-dot-${this.markers.childElementCount}`;
    const half = size / 2;
    const place = { markerUnits: "userSpaceOnUse", markerWidth: size, markerHeight: size, refX: half, refY: half };
    const marker = svg(this.markers, "marker", { id, ...place });
    svg(marker, "circle", { cx: half, cy: half, r: half }).style.fill = colour;
    return id;
  }
}

/**
 * The way through the points as commands of an SVG path, and how long it is up to each of them. It ends at the
 * first that has no place, and where a browser could not draw on.
 *
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {Pick<Frame, "pixel">} frame
 */
export function vertices(x, y, frame) {
  /** @type {number[]} */
  const lengths = [];
  const vertices = [];
  let last = null;
  for (let i = 0; i < x.length; i++) {
    let [left, top] = frame.pixel(x[i], y[i]);
    if (!Number.isFinite(left) || !Number.isFinite(top)) break;
    const far = last ? Math.max(Math.abs(left), Math.abs(top)) / FAR : 0;
    if (last && far > 1) [left, top] = [last[0] + (left - last[0]) / far, last[1] + (top - last[1]) / far];
    lengths.push(last ? lengths[i - 1] + Math.hypot(left - last[0], top - last[1]) : 0);
    vertices.push(`${last ? "L" : "M"}${left.toFixed(2)},${top.toFixed(2)}`);
    last = [left, top];
    if (far > 1) break;
  }
  return { vertices, lengths };
}

// A dash pattern that draws `length` pixels, in the line's own dashes if it has any, and nothing after.
export function dashesUpTo(/** @type {number} */ length, /** @type {string} */ dash) {
  const pattern = (dash.match(/[\d.]+/g) ?? []).map(Number).filter((part) => part > 0);
  if (!pattern.length) return `${length}px 1e7px`;
  const parts = [];
  for (let drawn = 0, i = 0; drawn < length; i++) {
    const part = Math.min(pattern[i % pattern.length], length - drawn);
    parts.push(part);
    drawn += part;
  }
  // An even count ends in a gap already; an odd one in a dash, which the endless gap follows.
  if (parts.length % 2 === 0) parts.push(0);
  return `${parts.map((part) => `${part}px`).join(" ")} 1e7px`;
}
