// @ts-check
// Lines over the step, shown up to the player's.

import { Graph } from "./graph.js";
import { Heads } from "./heads.js";
import { lookAt } from "./looks.js";
import { short } from "./numerals.js";

/** @import { SentView } from "../message" */
/** @import { Trace } from "../types" */

export class Steps extends Graph {
  /**
   * @param {SentView} view
   * @param {{ seen(): void, go?(step: number): void }} reader
   */
  constructor(view, reader) {
    super(view, reader);
    const { go = () => {} } = reader;
    this.heads = new Heads(this.plot, this.over);
    this.unlisten = this.plot.onClick(({ clientX, clientY }) => {
      const at = this.plot.at(clientX, clientY);
      if (at) go(Math.round(at[0]));
    });
  }

  moving() {
    this.heads.place(this.step, this.traces);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const frame = this.plot.frame();
    if (!frame) return;
    const isAll = this.traces.every(({ x, y }) => step >= (x ? x[x.length - 1] : y.length - 1));
    this.plot.cut(isAll ? Infinity : frame.pixel(step, 1)[0], this.id);
    this.heads.place(step, this.traces);
  }

  remove() {
    this.unlisten();
    super.remove();
  }

  readings(/** @type {string} */ run, /** @type {number} */ step) {
    return this.traces.flatMap(({ meta, x, y }) =>
      meta?.run === run && meta.reads ? [valueAt(meta.reads, y, x ? lookAt(x, step) : step)] : [],
    );
  }
}

// A line's value, once it has one: a mean of three losses has none before the third.
export function valueAt(/** @type {string} */ name, /** @type {Trace["y"]} */ y, /** @type {number} */ step) {
  if (step < y.findIndex(Number.isFinite)) return "";
  return `${name} = ${Number.isFinite(y[step]) ? short(y[step]) : "not finite"}`;
}
