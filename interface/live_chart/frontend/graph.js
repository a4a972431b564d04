// @ts-check
// One graph that lives as long as its view: it is redrawn as little as possible and keeps the reader's zoom. By
// itself it stands still; `plane.js` and `steps.js` are the kinds that move with the player.

import { element, svg } from "./elements.js";
import { Fingers } from "./fingers.js";
import { Ghost } from "./ghost.js";
import { Plot } from "./plotly.js";
import { enlarge, enlargement } from "./present.js";
import { paint } from "./theme.js";

/** @import { Pressed, SentView } from "../message" */
/** @import { Ground, Layout, Palette, Ranges, Theme, Trace } from "../types" */

// How much of a run is seen beside the one that is looked at, and beside the one that is looked into.
const FAINT = 0.18;
const PALE = 0.7;

export class Graph {
  /** @type {Trace[]} */
  traces = [];
  /** @type {Ranges | null} */
  base = null; // the axes that the figure has
  /** @type {Ranges | null} */
  zoom = null; // those that the reader chose
  step = Infinity;
  /** @type {Ground | null} */
  ground = null; // on which it stands
  /** @type {object} */
  config = {}; // what this kind has else than all graphs
  #signature = ""; // of what Plotly drew,
  /** @type {string | undefined} */
  #under; // and the name of the ground under it
  #lit = { run: "", alone: false };
  /** @type {string | undefined} */
  #revision;

  /**
   * @param {SentView} view
   * @param {{ seen(): void, pick?(pick: Pressed): void, config?: object }} reader `seen` is called whenever the view or
   *   its axes were drawn, `pick` with a point that the reader presses, of a trace that offers that
   */
  constructor({ name, kind }, { seen, pick, config }) {
    this.holder = element(null, "div", `ads-figure ads-${name}`);
    this.holder.dataset.view = name;
    this.holder.dataset.kind = kind;
    this.id = `ads-clip-${name}`;
    const drawn = () => {
      this.redrawn();
      seen();
    };
    const moved = () => {
      const { ranges } = this.plot;
      this.zoom = this.base && ranges && !isSame(ranges, this.base) ? ranges : null;
      drawn();
    };
    const picked = (/** @type {{ pointNumber?: number | number[], data?: Trace }} */ { pointNumber, data }) => {
      if (data?.meta?.picks && pointNumber !== undefined) pick?.({ trace: data.uid, index: [pointNumber].flat() });
    };
    const moving = () => {
      this.moving();
      seen();
    };
    this.plot = new Plot(element(this.holder, "div", "ads-graph"), { drawn, moved, moving, picked });
    this.fingers = new Fingers(this.plot);
    this.own = config;
    this.over = svg(null, "svg", { class: "ads-heads" });
    this.plot.element.setAttribute("role", "figure");
    this.ghost = new Ghost(this.plot, this.over);
  }

  /**
   * Draw the view's figure.
   *
   * @param {any} library
   * @param {SentView} view
   * @param {Ground | null} ground the trace that takes the place of its namesake
   * @param {Theme} theme
   * @param {boolean} isSupposed what would be, over a ghost of what is
   */
  async draw(library, { figure, words }, ground, { name, palette }, isSupposed) {
    this.ghost.keep(isSupposed ? this.traces : []);
    const { layout, traces, hasGround } = this.painted(figure, ground, palette);
    const signature = JSON.stringify([name, layout, figure.data.map(withoutArrays)]);
    const under = hasGround ? ground?.id : undefined;
    const isOnGround = this.#under === under;
    const settles =
      signature === this.#signature && this.settles(traces) && (isOnGround || (isSupposed && this.veil(traces)));
    this.ground = ground;
    if (isOnGround) this.lift();
    if (!settles) [this.#signature, this.#under] = [signature, under];
    this.traces = traces;
    this.base = rangesOf(layout);
    if (this.#revision !== layout.uirevision) this.zoom = null;
    this.#revision = layout.uirevision;
    // Without axes of its own, as in space, Plotly keeps the reader's view by itself.
    if (this.base) delete layout.uirevision;
    if (settles) this.plot.settle(traces);
    else {
      if (this.zoom) zoomInto(layout, this.zoom);
      await this.plot.draw(library, traces, layout, { ...this.config, ...this.own }, this.over);
      this.lift();
    }
    this.plot.element.setAttribute("aria-label", words);
    this.redrawn();
  }

  /**
   * A view's figure in the theme's colours and in its place.
   *
   * @param {SentView["figure"]} figure
   * @param {Ground | null} ground
   * @param {Palette} palette
   */
  painted(figure, ground, palette) {
    const layout = paint(structuredClone(figure.layout), palette);
    const own = ground?.trace;
    const traces = figure.data.map((sent) => {
      const trace = own && own.uid === sent.uid ? { ...own, ...sent } : sent;
      return this.prepared(paint({ ...trace }, palette));
    });
    const times = enlargement();
    if (times !== 1) enlarge(layout, traces, times);
    this.measured(layout, traces);
    return { layout, traces, hasGround: traces.some(({ uid }) => own && own.uid === uid) };
  }

  /**
   * A first picture at a step, for as long as the library is not there; not every kind has one.
   *
   * @param {SentView} _view
   * @param {Ground | null} _ground
   * @param {Palette} _palette
   * @param {number} _step
   */
  sketch(_view, _ground, _palette, _step) {}

  // Have one run on top and the others paler, much so where it is to stand alone; none, and all are alike.
  light(/** @type {string} */ run, /** @type {boolean} */ alone) {
    if (run === this.#lit.run && alone === this.#lit.alone) return;
    this.#lit = { run, alone };
    this.#shine();
  }

  #shine() {
    const { run, alone } = this.#lit;
    const isThere = this.traces.some(({ meta }) => meta?.run === run);
    this.plot.shine((index) => {
      const { meta, opacity = 1 } = this.traces[index] ?? {};
      const isOwn = !isThere || !meta?.run || meta.run === run;
      return opacity * (isOwn ? 1 : alone ? FAINT : PALE);
    });
  }

  // What a kind makes of a trace before it is drawn.
  prepared(/** @type {Trace} */ trace) {
    const words = trace.meta?.words;
    if (!words || !trace.text) return trace;
    return { ...trace, text: trace.text.map((row) => Array.from(row, (code) => words[Number(code)])) };
  }

  // What a kind says of a layout and its traces that depends on the place that they have.
  measured(/** @type {Layout} */ _layout, /** @type {Trace[]} */ _traces) {}

  resize() {
    const { layout, data } = this.plot.gd;
    if (layout && data) this.measured(layout, data);
    this.plot.resize();
  }

  /**
   * Show another ground than the one that Plotly drew; not every kind can.
   *
   * @param {Trace[]} _traces
   */
  veil(_traces) {
    return false;
  }

  lift() {}

  // Whether these traces differ from those that stand there only in what the kind draws by itself.
  settles(/** @type {Trace[]} */ _traces) {
    return false;
  }

  // Plotly has drawn anew: put the current step back on its elements.
  redrawn() {
    this.ghost.place();
    this.#shine();
    this.show(this.step);
  }

  // The reader is moving the axes.
  moving() {}

  // Show the runs up to this step.
  show(/** @type {number} */ step) {
    this.step = step;
  }

  /**
   * What a run's row tells of it at a step.
   *
   * @param {string} _run
   * @param {number} _step
   * @returns {string[]}
   */
  readings(_run, _step) {
    return [];
  }

  // Whether something left the view, and showing all of it.
  get left() {
    return false;
  }

  fit() {}

  reset() {
    if (this.base && this.zoom) this.plot.setRanges(this.base);
  }

  remove() {
    this.plot.remove();
    this.holder.remove();
  }
}

// Whether two views are the same, but for so much of a range.
export function isSame(/** @type {Ranges} */ a, /** @type {Ranges} */ b, tolerance = 1e-9) {
  return [
    [a.x, b.x],
    [a.y, b.y],
    [a.y2, b.y2],
  ].every(
    ([one, other]) =>
      !one ||
      !other ||
      one.every((value, i) => Math.abs(value - other[i]) <= tolerance * Math.abs(other[1] - other[0])),
  );
}

/** @returns {Ranges | null} */
export function rangesOf(/** @type {Layout} */ { xaxis, yaxis, yaxis2 }) {
  if (!xaxis?.range || !yaxis?.range) return null;
  return structuredClone({ x: xaxis.range, y: yaxis.range, y2: yaxis2?.range });
}

function zoomInto(/** @type {Layout} */ { xaxis, yaxis, yaxis2 }, /** @type {Ranges} */ { x, y, y2 }) {
  if (xaxis) xaxis.range = x;
  if (yaxis) yaxis.range = y;
  if (yaxis2 && y2) yaxis2.range = y2;
}

function withoutArrays(/** @type {Trace} */ { x, y, customdata, ...rest }) {
  return rest;
}
