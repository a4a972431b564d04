// @ts-check
// What a point of the map is as a model of the examples: a line or a curve through them, or a boundary between two
// classes. The same as the `formula` of the surfaces made of data, whose name for it is `model`.

import { short } from "./numerals.js";

/** @import { Point, Ranges } from "../types" */

/**
 * `places` are the points of its line within these axes, and more than these where it is straight; `words` is its
 * equation.
 *
 * @typedef {object} Model
 * @property {(theta: Point, ranges: Ranges) => Point[]} places
 * @property {(theta: Point) => string} words
 */

const CORNERS = 80; // of a curve

/** @type {Record<string, Model>} */
export const MODELS = {
  line: {
    places: ([w, b], ranges) => straight(w, -1, b, ranges),
    words: ([w, b]) => `y = ${factor(w)}x ${plus(b)}`,
  },
  neuron: {
    places: ([w1, w2], { x: [low, high] }) =>
      Array.from({ length: CORNERS + 1 }, (_, i) => {
        const x = low + (i / CORNERS) * (high - low);
        return [x, w2 * Math.tanh(w1 * x)];
      }),
    words: ([w1, w2]) => `y = ${factor(w2)}tanh(${factor(w1)}x)`,
  },
  boundary: {
    places: ([w1, w2], ranges) => straight(w1, w2, 0, ranges),
    words: ([w1, w2]) => `${factor(w1)}x₁ ${plus(w2, "x₂")} = 0`,
  },
};

// Two points of a x + b y + c = 0, at the ends of the axis along which it is longer; none where it is no line.
/** @returns {Point[]} */
function straight(
  /** @type {number} */ a,
  /** @type {number} */ b,
  /** @type {number} */ c,
  /** @type {Ranges} */ { x, y },
) {
  if (!Number.isFinite(a + b + c) || (a === 0 && b === 0)) return [];
  const isFlat = Math.abs(a * (x[1] - x[0])) <= Math.abs(b * (y[1] - y[0]));
  return isFlat ? x.map((at) => [at, -(a * at + c) / b]) : y.map((at) => [-(b * at + c) / a, at]);
}

function factor(/** @type {number} */ value) {
  const text = short(value);
  return text === "1" ? "" : text === "−1" ? "−" : `${text} `;
}

function plus(/** @type {number} */ value, unit = "") {
  const size = short(Math.abs(value));
  const told = unit && size === "1" ? "" : unit ? `${size} ` : size;
  return `${value < 0 ? "−" : "+"} ${told}${unit}`;
}
