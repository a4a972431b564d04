// @ts-check
// Fingers on a graph: one scrolls the page, as it does beside it; two move and zoom what is drawn.

import { Newest } from "./newest.js";

/** @import { Range, Ranges } from "../types" */
/** @import { Plot } from "./plotly.js" */

/** @typedef {{ middle: [number, number], apart: number }} Pair */

export class Fingers {
  /** @type {{ pair: Pair, ranges: Ranges } | null} */
  #began = null;
  /** @type {Ranges | null} */
  #wanted = null;

  constructor(/** @type {Plot} */ plot) {
    this.plot = plot;
    this.zooms = new Newest(
      () => {
        const ranges = this.#wanted;
        this.#wanted = null;
        return ranges;
      },
      (ranges) => plot.setRanges(ranges).then(() => this.zooms.ended()),
    );
    const listen = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      plot.element.addEventListener(name, act, { capture: true, passive: false });
    listen("touchstart", (event) => this.#down(event));
    listen("touchmove", (event) => this.#move(event));
    for (const end of ["touchend", "touchcancel"]) listen(end, () => (this.#began = null));
  }

  #down(/** @type {TouchEvent} */ event) {
    event.stopPropagation(); // or Plotly would hold what one finger touches
    const { ranges } = this.plot;
    const pair = pairOf(event.touches, this.plot.element);
    this.#began = pair && ranges && { pair, ranges };
    if (this.#began) event.preventDefault();
  }

  #move(/** @type {TouchEvent} */ event) {
    const pair = pairOf(event.touches, this.plot.element);
    const frame = this.plot.frame();
    if (!this.#began || !pair || !frame) return;
    event.preventDefault();
    const { pair: before, ranges } = this.#began;
    const share = before.apart / pair.apart;
    const across = (/** @type {number} */ x) => (x - frame.left) / frame.width;
    const up = (/** @type {number} */ y) => 1 - (y - frame.top) / frame.height;
    const x = zoomed(ranges.x, across(before.middle[0]), across(pair.middle[0]), share);
    // Of curves one looks closer at a time; their heights stay.
    const y = ranges.y2 ? ranges.y : zoomed(ranges.y, up(before.middle[1]), up(pair.middle[1]), share);
    this.#wanted = { ...ranges, x, y };
    this.zooms.go();
  }
}

/**
 * The range in which what stood at one share of it stands at another, and which is so many times as long.
 *
 * @param {Range} range
 * @param {number} from
 * @param {number} to
 * @param {number} times
 * @returns {Range}
 */
export function zoomed([low, high], from, to, times) {
  const length = (high - low) * times;
  const first = low + from * (high - low) - to * length;
  return [first, first + length];
}

/** @returns {Pair | null} */
function pairOf(/** @type {TouchList} */ touches, /** @type {HTMLElement} */ element) {
  if (touches.length !== 2) return null;
  const { left, top } = element.getBoundingClientRect();
  const [a, b] = touches;
  return {
    middle: [(a.clientX + b.clientX) / 2 - left, (a.clientY + b.clientY) / 2 - top],
    apart: Math.max(Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), 1),
  };
}
