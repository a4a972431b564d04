// @ts-check
// The lines that were there before, pale, while what would be is drawn over them.

import { svg } from "./elements.js";

/** @import { Trace } from "../types" */
/** @import { Plot } from "./plotly.js" */

const MOST = 500; // points of a line; a pale one needs no more

export class Ghost {
  /** @type {Trace[]} */
  #traces = [];
  #drawn = ""; // the frames for which they stand there

  constructor(/** @type {Plot} */ plot, /** @type {Element} */ over) {
    this.plot = plot;
    this.sheet = svg(null, "svg", { class: "ads-ghost" });
    over.prepend(this.sheet);
  }

  // Remember the lines that the player moves, the first ones that are offered; none, and they are forgotten.
  keep(/** @type {Trace[]} */ traces) {
    if (traces.length && this.#traces.length) return;
    this.#traces = traces.filter(({ meta }) => meta?.time && meta.time !== "pale");
    this.#drawn = "";
  }

  place() {
    const frames = this.#traces.map(({ yaxis }) => this.plot.frame(yaxis)?.key);
    const key = frames.join();
    if (key && key === this.#drawn) return;
    this.#drawn = key;
    this.sheet.replaceChildren();
    for (const { x, y, yaxis, line } of this.#traces) {
      const frame = this.plot.frame(yaxis);
      if (!frame) continue;
      // A sheet for each frame cuts off what leaves it.
      const { left, top, width, height } = frame;
      const sheet = svg(this.sheet, "svg", { x: left, y: top, width, height });
      const every = Math.ceil(y.length / MOST);
      let d = "";
      let pen = "M";
      for (let step = 0; step < y.length; step += every) {
        const at = frame.pixel(x ? x[step] : step, y[step]);
        // A pixel far outside of the sheet may be too far for a browser.
        if (at.every((pixel) => Math.abs(pixel) < 1e6)) {
          d += `${pen}${at[0].toFixed(1)},${at[1].toFixed(1)}`;
          pen = "L";
        } else pen = "M";
      }
      svg(sheet, "path", { d, stroke: line.color });
    }
  }
}
