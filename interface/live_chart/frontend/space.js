// @ts-check
// A surface in space with paths on it, each up to the player's step. Plotly keeps the reader's camera.

import { Graph } from "./graph.js";

/** @import { Column, Trace } from "../types" */
/** @typedef {Record<"x" | "y" | "z", Column>} Path */

export class Space extends Graph {
  /** @type {Map<string, Path>} */
  #paths = new Map(); // whole, by the trace's uid: what Plotly has is cut
  /** @type {Trace[]} */
  #cut = []; // those that are cut
  #at = -1; // at this step
  #busy = false;

  config = { modeBarButtons: [["toImage", "resetCameraDefault3d"]], scrollZoom: true };

  prepared(/** @type {Trace} */ trace) {
    const { uid, meta, x, y, z } = trace;
    if (isInTime(meta?.time)) this.#paths.set(uid, /** @type {Path} */ ({ x, y, z }));
    return super.prepared(trace);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    this.#follow();
  }

  // One step a frame, and the newest wins. Plotly's promise is not waited for: in space it may never come true.
  #follow() {
    if (this.#busy || !this.traces.length || (this.#cut === this.traces && this.#at === this.step)) return;
    [this.#cut, this.#at, this.#busy] = [this.traces, this.step, true];
    const moving = this.traces.flatMap(({ meta }, index) => (isInTime(meta?.time) ? [index] : []));
    const parts = moving.map((index) => this.#part(this.traces[index]));
    this.plot.restyle({ x: parts.map(({ x }) => x), y: parts.map(({ y }) => y), z: parts.map(({ z }) => z) }, moving);
    requestAnimationFrame(() => {
      this.#busy = false;
      this.#follow();
    });
  }

  // A path up to the step, or its place there.
  #part(/** @type {Trace} */ { uid, meta }) {
    const { x, y, z } = this.#paths.get(uid) ?? { x: [], y: [], z: [] };
    const last = Math.min(this.step, x.length - 1);
    const first = meta?.time === "place" ? last : 0;
    return { x: x.slice(first, last + 1), y: y.slice(first, last + 1), z: z.slice(first, last + 1) };
  }
}

function isInTime(/** @type {string | undefined} */ time) {
  return time === "walk" || time === "place";
}
