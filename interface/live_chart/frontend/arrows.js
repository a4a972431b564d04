// @ts-check
// Arrows on a plane, from the point where the shown step began: vectors of one run, each switched by a button that
// states its scale. A vector is drawn with its length times 1, 2 or 5 times a power of ten.

import { element, svg, write } from "./elements.js";
import { short } from "./numerals.js";

/** @import { Palette, Point, Vector } from "../types" */
/** @import { Plane } from "./plane.js" */
/** @typedef {{ vector: Vector, shape: SVGPathElement, button: HTMLButtonElement, scale: HTMLElement }} Drawn */

const LONGEST = 70; // pixels
const HEAD = 8;
const STILL = 0.25; // pixels: a step that nobody can see has no arrows, which would only hide where the run rests

export class Arrows {
  #run = "";
  /** @type {Drawn[]} */
  #drawn = [];
  /** @type {Set<string>} */
  #off = new Set();
  #step = 0;

  /**
   * @param {Plane} plane
   * @param {Element} holder where the buttons and the drawing go, over the plane
   */
  constructor(plane, holder) {
    this.plane = plane;
    this.outer = svg(holder, "svg", { class: "ads-arrows", "aria-hidden": "true" });
    this.inner = svg(this.outer, "svg"); // clips to the plot
    this.legend = element(holder, "div", "ads-legend");
    this.legend.setAttribute("role", "group");
    this.legend.setAttribute("aria-label", "Arrows on the map");
  }

  set(/** @type {string} */ run, /** @type {Vector[]} */ vectors) {
    this.#run = run;
    this.inner.replaceChildren();
    this.legend.replaceChildren();
    this.#drawn = vectors.map((vector) => this.#make(vector));
    this.place();
  }

  #make(/** @type {Vector} */ vector) {
    const shape = svg(this.inner, "path", { class: "ads-arrow" });
    shape.dataset.label = vector.label;
    const button = element(this.legend, "button");
    button.title = `Show ${vector.title}`;
    const press = () => button.setAttribute("aria-pressed", String(!this.#off.has(vector.label)));
    press();
    button.onclick = () => {
      if (!this.#off.delete(vector.label)) this.#off.add(vector.label);
      press();
      this.place();
    };
    element(button, "span", "", `${vector.label} `);
    return { vector, shape, button, scale: element(button, "span", "ads-scale") };
  }

  paint(/** @type {Palette} */ palette) {
    for (const { vector, shape, button } of this.#drawn) {
      shape.style.stroke = shape.style.fill = palette[vector.token];
      button.style.setProperty("--arrow", palette[vector.token]);
    }
  }

  place(step = this.#step) {
    this.#step = step;
    const frame = this.plane.plot.frame();
    const { x, y } = this.plane.pathOf(this.#run) ?? {};
    const begun = frame && x && y && step >= 1 && step < x.length && this.#drawn.length > 0;
    // The run's step in the surface's units, from where it began.
    /** @type {Point} */
    const from = begun ? [x[step - 1], y[step - 1]] : [0, 0];
    /** @type {Point} */
    const taken = begun ? [x[step] - from[0], y[step] - from[1]] : [0, 0];
    const pixels = frame ? Math.abs(frame.pixel(1, 0)[0] - frame.pixel(0, 0)[0]) : 0; // per unit, on both axes
    const shown = begun && from.every(Number.isFinite) && !(Math.hypot(...taken) * pixels < STILL);
    this.legend.hidden = !shown;
    this.outer.style.visibility = shown ? "visible" : "hidden";
    if (!shown) return;
    this.legend.style.left = `${frame.left + 6}px`;
    this.legend.style.top = `${frame.top + frame.height - 6}px`;
    for (const [name, value] of [
      ["x", frame.left],
      ["y", frame.top],
      ["width", frame.width],
      ["height", frame.height],
    ])
      if (this.inner.getAttribute(String(name)) !== String(value)) this.inner.setAttribute(String(name), String(value));
    /** @type {(vector: Vector) => Point} */
    const of = (vector) => (vector.x && vector.y ? [vector.x[step], vector.y[step]] : taken);
    const scaleFor = (/** @type {Drawn[]} */ some) =>
      niceScale(Math.max(...some.map(({ vector }) => Math.hypot(...of(vector)) * pixels)));
    const slopes = scaleFor(this.#drawn.filter(({ vector }) => vector.x));
    // A step is never drawn shorter than it is: at scale 1 it ends at the head of the run.
    const steps = scaleFor(this.#drawn.filter(({ vector }) => !vector.x));
    const tail = frame.pixel(...from);
    for (const { vector, shape, scale } of this.#drawn) {
      const times = vector.x ? slopes : steps && Math.max(steps, 1);
      const [dx, dy] = of(vector);
      const visible = times !== null && !this.#off.has(vector.label) && Number.isFinite(dx + dy);
      shape.style.visibility = visible ? "inherit" : "hidden";
      write(scale, `×${short(times ?? 0, 1)}`);
      if (visible) shape.setAttribute("d", arrow(tail, [dx * pixels * times, -dy * pixels * times]));
    }
  }

  remove() {
    this.outer.remove();
    this.legend.remove();
  }
}

// By what the longest of some arrows is multiplied, 1, 2 or 5 times a power of ten, so that it has its length in
// pixels at most; null where there is none.
export function niceScale(/** @type {number} */ longest) {
  if (!(longest > 0 && Number.isFinite(longest))) return null;
  const most = LONGEST / longest;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (most >= 5 * power * (1 - 1e-9) ? 5 : most >= 2 * power * (1 - 1e-9) ? 2 : 1);
}

// A shaft and a head, as one path.
export function arrow(/** @type {number[]} */ [x, y], /** @type {number[]} */ [dx, dy]) {
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return "";
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(HEAD, length);
  const [bx, by] = [x + dx - ux * head, y + dy - uy * head];
  const half = head * 0.42;
  return `M${x},${y}L${bx},${by}M${x + dx},${y + dy}L${bx - uy * half},${by + ux * half}L${bx + uy * half},${by - ux * half}Z`;
}
