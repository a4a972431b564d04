// @ts-check
// The heads of the runs, a ring at the end of each line, and the names that travel with them.

import { svg, write } from "./elements.js";
import { lookAt } from "./looks.js";

/** @import { Trace } from "../types" */
/** @import { Frame, Plot } from "./plotly.js" */

const LABEL_GAP = 9; // pixels from a line's head to its name
const LABEL_HEIGHT = 15;
const LETTERS = 18; // a longer name is cut
const SPACE = 90; // pixels that a name needs beside its head

export class Heads {
  /** @type {SVGCircleElement[]} */
  #heads = [];

  /** @type {SVGTextElement[]} */
  #names = [];

  /**
   * @param {Plot} plot
   * @param {Element} over
   * @param {boolean} isNamed whether the names are written here, and not lent by Plotly's annotations
   */
  constructor(plot, over, isNamed = false) {
    this.plot = plot;
    this.over = over;
    this.isNamed = isNamed;
  }

  place(/** @type {number} */ shown, /** @type {Trace[]} */ traces) {
    const timed = traces.filter(({ meta }) => meta?.time && meta.time !== "pale");
    while (this.#heads.length > timed.length) this.#heads.pop()?.remove();
    while (this.#heads.length < timed.length) this.#heads.push(svg(this.over, "circle", { r: 5 }));
    const ends = new Map();
    const frames = new Map();
    timed.forEach(({ x, y, yaxis = "y", line, meta }, i) => {
      const head = this.#heads[i];
      if (!frames.has(yaxis)) frames.set(yaxis, this.plot.frame(yaxis));
      const frame = frames.get(yaxis);
      const at = (/** @type {number} */ step) => frame.pixel(x ? x[step] : step, y[step]);
      let step = Math.min(meta?.time === "looks" && x ? lookAt(x, shown) : shown, y.length - 1);
      while (step > 0 && !Number.isFinite(at(step)[1])) step--;
      const end = at(step);
      if (yaxis === "y") ends.set(meta?.run, end);
      const inside = frame.shows(end);
      head.style.visibility = inside ? "visible" : "hidden";
      head.style.fill = line.color;
      if (inside) head.setAttribute("transform", `translate(${frame.left + end[0]},${frame.top + end[1]})`);
    });
    const frame = this.plot.frame();
    if (frame && this.isNamed) this.#writeNames(shown, timed, ends, frame);
    else if (frame) this.#placeLabels(ends, frame);
  }

  // Beside every head that has left the start its name, and the names apart from each other.
  #writeNames(
    /** @type {number} */ shown,
    /** @type {Trace[]} */ timed,
    /** @type {Map<string, number[]>} */ ends,
    /** @type {Frame} */ frame,
  ) {
    while (this.#names.length > timed.length) this.#names.pop()?.remove();
    while (this.#names.length < timed.length) this.#names.push(svg(this.over, "text", { class: "ads-name" }));
    const labels = timed.flatMap(({ name = "", line, meta }, i) => {
      const end = ends.get(meta?.run ?? "") ?? [NaN, NaN];
      const element = this.#names[i];
      const isSeen = shown > 0 && frame.shows(end);
      element.style.visibility = isSeen ? "visible" : "hidden";
      if (!isSeen) return [];
      write(element, name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name);
      element.style.fill = line.color;
      const isLeft = end[0] > frame.width - SPACE;
      element.style.textAnchor = isLeft ? "end" : "start";
      return [{ element, left: frame.left + end[0] + (isLeft ? -LABEL_GAP : LABEL_GAP), top: frame.top + end[1] + 4 }];
    });
    spread(labels, frame.top + frame.height);
    for (const { element, left, top } of labels) element.setAttribute("transform", `translate(${left},${top})`);
  }

  // Names stand in the same order as the heads and apart from each other. A line that has not begun has no name
  // yet: at its end, where Plotly put it, the name would tell how the run ends.
  #placeLabels(/** @type {Map<string, number[]>} */ ends, /** @type {Frame} */ frame) {
    const begun = this.plot.labels(ends).filter(({ name, element }) => {
      const has = ends.get(name)?.every(Number.isFinite);
      element.style.visibility = has ? "" : "hidden";
      return has;
    });
    const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most);
    const labels = begun.map((label) => {
      const [left, top] = ends.get(label.name) ?? [];
      return {
        label,
        left: frame.left + within(left, frame.width) + LABEL_GAP,
        top: frame.top + within(top, frame.height),
      };
    });
    spread(labels, frame.top + frame.height);
    for (const { label, left, top } of labels)
      label.element.style.transform = `translate(${left - label.left}px, ${top - label.top}px)`;
  }
}

// Move labels so far up or down that each has its height to itself, and none stands below `floor`.
export function spread(/** @type {{ top: number }[]} */ labels, /** @type {number} */ floor) {
  labels.sort((a, b) => a.top - b.top);
  labels.forEach((label, i) => i && (label.top = Math.max(label.top, labels[i - 1].top + LABEL_HEIGHT)));
  for (const label of [...labels].reverse()) {
    label.top = Math.min(label.top, floor);
    floor = label.top - LABEL_HEIGHT;
  }
}
