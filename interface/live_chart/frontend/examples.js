// @ts-check
// The examples that a surface is made of, each run's model of them at the player's step, that of the start, and
// the batch that the step saw.

import { DataPoints } from "./data_points.js";
import { element, svg, write } from "./elements.js";
import { Graph } from "./graph.js";
import { MODELS } from "./models.js";

/** @import { SentView } from "../message" */
/** @import { Layout, Point, Trace } from "../types" */
/** @import { Frame } from "./plotly.js" */

const FAINT = 0.18; // how much is seen of the others' models beside the one that is looked at
const RING = 6.5; // pixels from a marked example's middle
const AROUND_HANDLE = 11; // the same where a handle lies on it

export class Examples extends Graph {
  #lit = "";

  /**
   * @param {SentView} view
   * @param {import("./views.js").Reader} reader
   */
  constructor(view, reader) {
    super(view, reader);
    this.pathOf = reader.pathOf ?? (() => undefined);
    this.sheet = svg(this.over, "svg", { class: "ads-models" });
    this.batch = svg(this.sheet, "path", { class: "ads-batch" });
    this.start = svg(this.sheet, "path", { class: "ads-start-model" });
    /** @type {SVGPathElement[]} */
    this.models = [];
    this.told = element(this.holder, "p", "ads-told");
    const { place = () => {}, previews = () => null } = reader;
    this.points = new DataPoints(this.plot, this.holder, place, previews);
  }

  // The answer to the message of that number is on the screen.
  answered(/** @type {number} */ placed) {
    const { x, y } = this.#examples ?? {};
    const range = this.plot.gd.layout?.meta?.own;
    const points = range && x && y ? Array.from(x, (at, i) => /** @type {Point} */ ([at, y[i]])) : null;
    this.points.drawn(points, range ?? [0, 0], placed);
  }

  get #examples() {
    return this.traces.find(({ meta }) => meta?.batch !== undefined);
  }

  remove() {
    this.points.remove();
    super.remove();
  }

  light(/** @type {string} */ run, /** @type {boolean} */ alone) {
    super.light(run, alone);
    this.#lit = alone ? run : "";
    this.show(this.step);
  }

  // The axes stay as they are under a point that is dragged.
  measured(/** @type {Layout} */ { xaxis, yaxis }) {
    if (!this.points?.isDragged || !this.base || !xaxis || !yaxis) return;
    [xaxis.range, yaxis.range] = [[...this.base.x], [...this.base.y]];
  }

  // Where the examples stand as they did, only what the page draws by itself has changed.
  settles(/** @type {Trace[]} */ traces) {
    const [next, drawn] = [traces, this.traces].map((all) => all.find(({ meta }) => meta?.batch !== undefined));
    return !!next && !!drawn && isAlike(next.x, drawn.x) && isAlike(next.y, drawn.y);
  }

  moving() {
    this.show(this.step);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const frame = this.plot.frame();
    const { ranges } = this.plot.gd._fullLayout ? this.plot : { ranges: null };
    const model = MODELS[this.plot.gd.layout?.meta?.model];
    if (!frame || !ranges || !model) return;
    frame.hold(this.sheet);
    const line = (/** @type {Point | null} */ theta) => (theta ? drawn(model.places(theta, ranges), frame) : "");
    const runs = this.traces.filter(({ meta }) => meta?.run);
    while (this.models.length > runs.length) this.models.pop()?.remove();
    while (this.models.length < runs.length) this.models.push(svg(this.sheet, "path"));
    runs.forEach(({ meta, line: { color, dash } }, i) => {
      const path = this.models[i];
      path.setAttribute("d", line(pointAt(this.pathOf(meta?.run ?? ""), step)));
      path.style.stroke = color;
      path.dataset.run = meta?.run;
      path.dataset.dash = dash ?? "solid";
      path.style.opacity = !this.#lit || this.#lit === meta?.run ? "" : String(FAINT);
    });
    const begun = pointAt(runs.length ? this.pathOf(runs[0].meta?.run ?? "") : undefined, 0);
    this.start.setAttribute("d", line(begun));
    write(this.told, begun ? `start: ${model.words(begun)}` : "");
    this.#mark(frame, step);
    this.points.place();
  }

  // A ring around every example that the step saw; the start saw none.
  #mark(/** @type {Frame} */ frame, /** @type {number} */ step) {
    const examples = this.#examples;
    const bytes = examples?.meta?.batch ?? 0;
    const bits = /** @type {Uint8Array | undefined} */ (examples?.customdata);
    const { x = [], y = [] } = examples ?? {};
    const steps = bytes && bits ? bits.length / bytes : 0;
    const row = (Math.min(step, steps) - 1) * bytes;
    const ring = this.points.points ? AROUND_HANDLE : RING;
    let d = "";
    if (steps && bits && row >= 0)
      for (let i = 0; i < x.length; i++) {
        if (!((bits[row + (i >> 3)] >> (i & 7)) & 1)) continue;
        const [left, top] = frame.pixel(x[i], y[i]);
        d += `M${left - ring},${top}a${ring},${ring} 0 1 0 ${2 * ring},0a${ring},${ring} 0 1 0 ${-2 * ring},0`;
      }
    this.batch.setAttribute("d", d);
  }
}

function isAlike(/** @type {Trace["x"]} */ one, /** @type {Trace["x"]} */ other) {
  return !!one && !!other && one.length === other.length && one.every((value, i) => value === other[i]);
}

// Where a path is at a step, or the last one before it that is a place.
/** @returns {Point | null} */
function pointAt(/** @type {Pick<Trace, "x" | "y"> | undefined} */ path, /** @type {number} */ step) {
  if (!path?.x) return null;
  let at = Math.min(step, path.x.length - 1);
  while (at > 0 && !Number.isFinite(path.x[at] + path.y[at])) at--;
  return [path.x[at], path.y[at]];
}

function drawn(/** @type {Point[]} */ places, /** @type {Frame} */ frame) {
  const pixels = places.map(([x, y]) => frame.pixel(x, y)).filter((at) => at.every((each) => Math.abs(each) < 1e6));
  return pixels.length > 1 ? `M${pixels.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join("L")}` : "";
}
