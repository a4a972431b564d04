// @ts-check
// A plane: paths over contours, each up to the player's step.

import { Graph, isSame, rangesOf } from "./graph.js";
import { Heads } from "./heads.js";
import { short } from "./numerals.js";
import { Paths } from "./paths.js";
import { Shade } from "./shade.js";
import { sketch } from "./sketch.js";

/** @import { SentView } from "../message" */
/** @import { Ground, Layout, Palette, Range, Ranges, Theme, Trace } from "../types" */

export class Plane extends Graph {
  config = { modeBarButtons: [["toImage", "pan2d", "zoom2d"]] };
  /** @type {Trace | null} */
  #veil = null; // heights that are held over those that Plotly drew
  #isShaded = false;

  constructor(/** @type {SentView} */ view, /** @type {{ seen(): void }} */ reader) {
    super(view, reader);
    this.paths = new Paths(this.plot, this.over, this.id);
    this.heads = new Heads(this.plot, this.over, true);
    this.shade = new Shade(this.plot);
  }

  /**
   * @param {any} library
   * @param {SentView} view
   * @param {Ground | null} ground
   * @param {Theme} theme
   * @param {boolean} isSupposed
   */
  draw(library, view, ground, theme, isSupposed) {
    this.#isShaded = Boolean(view.figure.layout.meta?.shaded);
    return super.draw(library, view, ground, theme, isSupposed);
  }

  // A path's dots are drawn by the page, not by Plotly.
  prepared(/** @type {Trace} */ trace) {
    if (trace.meta?.time !== "path" || trace.mode !== "lines+markers") return trace;
    return { ...trace, mode: "lines", dots: trace.marker.size };
  }

  // The colour bar is as long as the map.
  measured(/** @type {Layout} */ layout, /** @type {Trace[]} */ traces) {
    const place = this.#place(layout);
    if (!place) return;
    const bar = { lenmode: "pixels", len: place.height, y: 1, yanchor: "top" };
    for (const trace of traces) if (trace.colorbar) trace.colorbar = { ...trace.colorbar, ...bar };
  }

  // Where the map will stand: as large as its proportions let it be there, beside its colour bar and at the top.
  #place(/** @type {Layout} */ { margin, xaxis, yaxis }) {
    if (!margin || !xaxis?.range || !yaxis?.range) return null;
    const { clientWidth, clientHeight } = this.plot.element;
    const { l = 0, r = 0, t = 0, b = 0 } = margin;
    const proportion = (yaxis.range[1] - yaxis.range[0]) / (xaxis.range[1] - xaxis.range[0]);
    const height = Math.max(Math.min(clientHeight - t - b, (clientWidth - l - r) * proportion), 0);
    const width = height / proportion;
    return { left: clientWidth - r - width, top: t, width, height };
  }

  sketch(
    /** @type {SentView} */ { figure },
    /** @type {Ground | null} */ ground,
    /** @type {Palette} */ palette,
    /** @type {number} */ step,
  ) {
    const { layout, traces } = this.painted(figure, ground, palette);
    const place = this.#place(layout);
    const ranges = rangesOf(layout);
    if (place && ranges) sketch(this.holder, traces, ranges, place, step);
  }

  // Other heights under the paths, for as long as something is held; not where their minima stand elsewhere.
  veil(/** @type {Trace[]} */ traces) {
    if (!this.plot.hasMarks(traces)) return false;
    this.#veil = traces.find(({ z }) => z) ?? null;
    return true;
  }

  lift() {
    this.#veil = null;
    this.holder.classList.remove("ads-veiled", "ads-surrounded");
    this.holder.querySelector(".ads-sketch")?.remove();
  }

  // What Plotly does not draw: heights that are held, and those around the view that the figure began with.
  #underlay() {
    const { ranges } = this.plot;
    const frame = this.plot.frame();
    const drawn = this.traces.find(({ z }) => z);
    if (!ranges || !frame || !drawn) return;
    const leaves = !holds(drawn, ranges);
    this.holder.classList.toggle("ads-veiled", this.#veil !== null);
    this.holder.classList.toggle("ads-surrounded", leaves);
    if (!leaves && !this.#veil) this.holder.querySelector(".ads-sketch")?.remove();
    if (!leaves && !this.#veil) return;
    const around = leaves && this.ground?.around ? [{ ...drawn, ...this.ground.around }] : [];
    sketch(this.holder, [...around, ...(this.#veil ? [this.#veil] : [])], ranges, frame, -1);
  }

  settles(/** @type {Trace[]} */ traces) {
    return this.plot.isAsLong(traces);
  }

  redrawn() {
    this.#underlay();
    this.shade.place((this.#isShaded && this.traces.find(({ z }) => z)) || null);
    this.paths.forget();
    super.redrawn();
  }

  moving() {
    this.#underlay();
    this.heads.place(this.step, this.traces);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const frame = this.plot.frame();
    if (!frame) return;
    this.paths.show(step, this.traces, frame);
    this.heads.place(step, this.traces);
  }

  pathOf(/** @type {string} */ run) {
    return this.traces.find(({ meta }) => meta?.run === run && meta.time === "path");
  }

  readings(/** @type {string} */ run, /** @type {number} */ step) {
    const path = this.pathOf(run);
    return path ? [placeOn(path, step)] : [];
  }

  // The box around every finite point of the runs and the view itself.
  get #bounds() {
    if (!this.base) return null;
    /** @type {Ranges} */
    const box = { x: [...this.base.x], y: [...this.base.y] };
    for (const { meta, x, y } of this.traces) {
      if (meta?.time !== "path" || !x) continue;
      stretch(box.x, x);
      stretch(box.y, y);
    }
    return box;
  }

  get left() {
    const bounds = this.#bounds;
    return this.base !== null && bounds !== null && !isSame(bounds, this.base, 0);
  }

  // All of the runs, as far out as a surface is drawn, in the proportions of the view.
  fit() {
    const bounds = this.#bounds;
    const around = this.ground?.around;
    if (!bounds || !this.base) return;
    if (!around?.x) return void this.plot.setRanges(bounds);
    const axes = [
      { wanted: bounds.x, base: this.base.x, grid: around.x },
      { wanted: bounds.y, base: this.base.y, grid: around.y },
    ].map(({ wanted: [low, high], base, grid }) => {
      const [first, last] = [grid[0], grid[grid.length - 1]];
      return { low: Math.max(low, first), high: Math.min(high, last), width: base[1] - base[0], first, last };
    });
    const times = Math.max(...axes.map(({ low, high, width }) => (high - low) / width));
    const [x, y] = axes.map(({ low, high, width, first, last }) => {
      const from = Math.min(Math.max((low + high - times * width) / 2, first), Math.max(last - times * width, first));
      return /** @type {Range} */ ([from, Math.min(from + times * width, last)]);
    });
    this.plot.setRanges({ x, y });
  }
}

// Where a path is at a step.
export function placeOn(/** @type {Pick<Trace, "x" | "y">} */ { x, y }, /** @type {number} */ step) {
  return x && Number.isFinite(x[step] + y[step]) ? `(${short(x[step])}, ${short(y[step])})` : "no position";
}

// Whether a trace's grid is all that is in view.
function holds(/** @type {Trace} */ { x = [], y }, /** @type {Ranges} */ ranges) {
  return [/** @type {const} */ ([x, ranges.x]), /** @type {const} */ ([y, ranges.y])].every(([grid, [low, high]]) => {
    const slack = 1e-3 * (high - low);
    return grid[0] <= low + slack && grid[grid.length - 1] >= high - slack;
  });
}

// Make a range hold all values up to the first that is not finite.
export function stretch(/** @type {Range} */ range, /** @type {ArrayLike<number>} */ values) {
  for (let i = 0; i < values.length && Number.isFinite(values[i]); i++) {
    if (values[i] < range[0]) range[0] = values[i];
    if (values[i] > range[1]) range[1] = values[i];
  }
}
