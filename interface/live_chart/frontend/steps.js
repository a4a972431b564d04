// @ts-check
// Lines over the step, shown up to the player's.

import { Graph } from "./graph.js";
import { Heads } from "./heads.js";
import { short } from "./numerals.js";

/** @import { SentView } from "../message" */
/** @import { Trace } from "../types" */

export class Steps extends Graph {
  constructor(/** @type {SentView} */ view, /** @type {{ seen(): void }} */ reader) {
    super(view, reader);
    this.heads = new Heads(this.plot, this.over);
  }

  moving() {
    this.heads.place(this.step, this.traces);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const frame = this.plot.frame();
    if (!frame) return;
    const isAll = this.traces.every(({ y }) => step >= y.length - 1);
    this.plot.cut(isAll ? Infinity : frame.pixel(step, 1)[0], this.id);
    this.heads.place(step, this.traces);
  }

  readings(/** @type {string} */ run, /** @type {number} */ step) {
    return this.traces.flatMap(({ meta, y }) =>
      meta?.run === run && meta.reads ? [valueAt(meta.reads, y, step)] : [],
    );
  }
}

// A line's value, once it has one: a mean of three losses has none before the third.
export function valueAt(/** @type {string} */ name, /** @type {Trace["y"]} */ y, /** @type {number} */ step) {
  if (step < y.findIndex(Number.isFinite)) return "";
  return `${name} = ${Number.isFinite(y[step]) ? short(y[step]) : "not finite"}`;
}
