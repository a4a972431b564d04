// @ts-check
// A map without Plotly: the same heights, colours and paths, where Plotly puts them, but no numbers, and it answers
// nothing. It is the first picture, while Plotly is still on its way, and the heights of a surface that changes while
// one looks, which Plotly would draw too slowly.

import { element } from "./elements.js";

/** @import { Column, Range, Trace } from "../types" */
/** @typedef {{ left: number, top: number, width: number, height: number }} Place */

const NOTHING = -(2 ** 31); // the level of what has no height
const THIN = 0.6; // how much of a pixel a line takes
const SIDES = /** @type {const} */ (["left", "top", "width", "height"]);
/** @type {Record<string, number[]>} */
const DASHES = { dot: [2, 2], dash: [6, 6], dashdot: [6, 2, 2, 2], longdash: [10, 10], longdashdot: [10, 4, 2, 4] };

/**
 * Draw a map's heights, and its paths up to a step.
 *
 * @param {HTMLElement} holder
 * @param {Trace[]} traces
 * @param {{ x: Range, y: Range }} ranges of the axes
 * @param {Place} place of the axes, in the holder's pixels
 * @param {number} step none are drawn up to step −1
 */
export function sketch(holder, traces, { x, y }, place, step) {
  const there = /** @type {HTMLCanvasElement | null} */ (holder.querySelector(".ads-sketch"));
  const canvas = there ?? element(null, "canvas", "ads-sketch");
  if (!there) holder.prepend(canvas);
  const sharpness = window.devicePixelRatio || 1;
  const [width, height] = [place.width, place.height].map((length) => Math.max(Math.round(length * sharpness), 1));
  Object.assign(canvas, { width, height });
  for (const side of SIDES) canvas.style.setProperty(side, `${place[side]}px`);
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(width, height);
  for (const trace of traces) if (trace.z) bands(trace, x, y, image);
  context.putImageData(image, 0, 0);
  context.scale(sharpness, sharpness);
  context.lineJoin = "round";
  const pixel = (/** @type {number} */ at, /** @type {Range} */ [low, high]) => (at - low) / (high - low);
  for (const { meta, x: xs, y: ys, line } of traces) {
    if (meta?.time !== "path" || !xs || step < 0) continue;
    context.beginPath();
    for (let i = 0; i < xs.length && i <= step && Number.isFinite(xs[i] + ys[i]); i++)
      context.lineTo(pixel(xs[i], x) * place.width, (1 - pixel(ys[i], y)) * place.height);
    Object.assign(context, { strokeStyle: line.color, lineWidth: line.width });
    context.setLineDash((DASHES[line.dash ?? ""] ?? []).map((part) => part * (line.width ?? 2) * 0.75));
    context.stroke();
  }
}

/**
 * The heights as Plotly fills them: one colour from a level to the next, a thin line between the two.
 *
 * @param {Trace} ground
 * @param {Range} x
 * @param {Range} y
 * @param {ImageData} image
 */
function bands({ x: xs, y: ys, z, contours, colorscale, line: { color } }, x, y, image) {
  if (!xs || !z || !contours || !Array.isArray(colorscale)) return;
  const { start, end, size } = contours;
  const last = Math.floor((end - start) / size + 1e-9) + 1;
  const colours = Array.from({ length: last + 1 }, (_, band) => between(colorscale, band / last));
  const line = numbers(color);
  const rows = /** @type {Column[]} */ (z);
  const { width, height } = image;
  const across = places(xs, x, width);
  const before = Int32Array.from(across, ([at]) => at);
  const shares = Float64Array.from(across, ([, share]) => share);
  const down = places(ys, y, height).reverse();
  // Four bytes at once: a band's colour, and that of the line at its edge.
  const pixels = new Uint32Array(image.data.buffer);
  const packed = colours.map((colour) => word(colour));
  const edges = colours.map((colour) => word(colour.map((part, i) => part + (line[i] - part) * THIN * (line[3] ?? 1))));
  let above = new Int32Array(width).fill(NOTHING);
  let levels = new Int32Array(width);
  for (let row = 0; row < height; row++) {
    const [j, up] = down[row];
    const [low, high] = [rows[j], rows[j + 1]];
    for (let column = 0; column < width; column++) {
      const i = before[column];
      const along = shares[column];
      const lower = low[i] + (low[i + 1] - low[i]) * along;
      const value = lower + (high[i] + (high[i + 1] - high[i]) * along - lower) * up;
      // Beyond the levels of the view the lines go on, in the colours of the first and the last.
      const level = value === value ? Math.floor((value - start) / size) + 1 : NOTHING;
      levels[column] = level;
      if (level === NOTHING) continue;
      const isEdge = (column && levels[column - 1] !== level) || (row && above[column] !== level);
      pixels[row * width + column] = (isEdge ? edges : packed)[Math.min(Math.max(level, 0), last)];
    }
    [above, levels] = [levels, above];
  }
}

/**
 * For every pixel of an axis the point of the grid before it, and how far it is to the next one.
 *
 * @param {Column} grid even
 * @param {Range} range
 * @param {number} pixels
 * @returns {[number, number][]}
 */
function places(grid, [low, high], pixels) {
  const [first, spacing] = [grid[0], (grid[grid.length - 1] - grid[0]) / (grid.length - 1)];
  return Array.from({ length: pixels }, (_, pixel) => {
    const at = (low + ((pixel + 0.5) / pixels) * (high - low) - first) / spacing;
    const before = Math.min(Math.max(Math.floor(at), 0), grid.length - 2);
    // Within half a point of its end a grid goes on; beyond it has nothing to say.
    const share = at - before;
    return [before, share < -0.5 || share > 1.5 ? NaN : share];
  });
}

// An opaque colour as the bytes of a picture have it.
function word(/** @type {number[]} */ [red, green, blue]) {
  const bytes = Uint8ClampedArray.of(red, green, blue, 255);
  return new Uint32Array(bytes.buffer)[0];
}

// A colour of a scale that is even between its stops.
export function between(/** @type {[number, string][]} */ scale, /** @type {number} */ at) {
  const next = Math.max(
    scale.findIndex(([stop]) => stop >= at),
    1,
  );
  const [[from, before], [to, after]] = [scale[next - 1], scale[next]];
  const [low, high] = [numbers(before), numbers(after)];
  return low.map((part, i) => part + ((high[i] - part) * (at - from)) / (to - from));
}

// #rrggbb or rgba(…), as numbers.
export function numbers(/** @type {string} */ colour) {
  if (!colour.startsWith("#")) return (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
