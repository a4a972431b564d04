// @ts-check
// A map's first picture, while Plotly is still on its way: the same heights, colours and paths, where Plotly will
// put them. It has no numbers and answers nothing.

import { element } from "./elements.js";

/** @import { Column, Range, Trace } from "../types" */
/** @typedef {{ left: number, top: number, width: number, height: number }} Place */

const THIN = 0.6; // how much of a pixel a line takes
/** @type {Record<string, number[]>} */
const DASHES = { dot: [2, 2], dash: [6, 6], dashdot: [6, 2, 2, 2], longdash: [10, 10], longdashdot: [10, 4, 2, 4] };

/**
 * Draw a map's traces; the answer takes the drawing away.
 *
 * @param {HTMLElement} holder
 * @param {Trace[]} traces
 * @param {{ x: Range, y: Range }} ranges of the axes
 * @param {Place} place of the axes, in the holder's pixels
 * @param {number} step up to which the paths are drawn
 */
export function sketch(holder, traces, { x, y }, place, step) {
  const canvas = element(holder, "canvas", "ads-sketch");
  const sharpness = window.devicePixelRatio || 1;
  const [width, height] = [place.width, place.height].map((length) => Math.max(Math.round(length * sharpness), 1));
  Object.assign(canvas, { width, height });
  for (const [side, pixels] of Object.entries(place)) canvas.style.setProperty(side, `${pixels}px`);
  const context = canvas.getContext("2d");
  if (!context) return () => canvas.remove();
  const ground = traces.find(({ z }) => z);
  if (ground) context.putImageData(bands(ground, x, y, context.createImageData(width, height)), 0, 0);
  context.scale(sharpness, sharpness);
  Object.assign(context, { lineJoin: "round" });
  const pixel = (/** @type {number} */ at, /** @type {Range} */ [low, high]) => (at - low) / (high - low);
  for (const { meta, x: xs, y: ys, line } of traces) {
    if (meta?.time !== "path" || !xs) continue;
    context.beginPath();
    for (let i = 0; i < xs.length && i <= step && Number.isFinite(xs[i] + ys[i]); i++)
      context.lineTo(pixel(xs[i], x) * place.width, (1 - pixel(ys[i], y)) * place.height);
    Object.assign(context, { strokeStyle: line.color, lineWidth: line.width });
    context.setLineDash((DASHES[line.dash ?? ""] ?? []).map((part) => part * (line.width ?? 2) * 0.75));
    context.stroke();
  }
  return () => canvas.remove();
}

/**
 * The heights as Plotly fills them: one colour from a level to the next, a thin line between the two.
 *
 * @param {Trace} ground
 * @param {Range} x
 * @param {Range} y
 * @param {ImageData} image
 */
function bands({ x: xs, y: ys, z, contours, colorscale, line }, x, y, image) {
  if (!xs || !z || !contours || !Array.isArray(colorscale)) return image;
  const { start, end, size } = contours;
  const last = Math.floor((end - start) / size + 1e-9) + 1;
  const colours = Array.from({ length: last + 1 }, (_, band) => between(colorscale, band / last));
  const [red, green, blue, alpha] = numbers(line.color);
  const rows = /** @type {Column[]} */ (z);
  const { width, height } = image;
  const across = places(xs, x, width);
  const down = places(ys, y, height).reverse();
  const levels = new Int16Array(width * height);
  for (let row = 0; row < height; row++) {
    const [j, up] = down[row];
    for (let column = 0; column < width; column++) {
      const [i, along] = across[column];
      const [low, high] = [rows[j], rows[j + 1]];
      const value =
        (low[i] * (1 - along) + low[i + 1] * along) * (1 - up) + (high[i] * (1 - along) + high[i + 1] * along) * up;
      const at = row * width + column;
      const level = Math.min(Math.max(Math.floor((value - start) / size) + 1, 0), last);
      levels[at] = Number.isFinite(value) ? level : -1;
      if (levels[at] < 0) continue;
      const isEdge = (column && levels[at - 1] !== level) || (row && levels[at - width] !== level);
      const share = isEdge ? THIN * alpha : 0;
      image.data.set(
        [red, green, blue].map((part, channel) => colours[level][channel] * (1 - share) + part * share),
        4 * at,
      );
      image.data[4 * at + 3] = 255;
    }
  }
  return image;
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
    return [before, at - before];
  });
}

// A colour of a scale that is even between its stops.
function between(/** @type {[number, string][]} */ scale, /** @type {number} */ at) {
  const next = Math.max(
    scale.findIndex(([stop]) => stop >= at),
    1,
  );
  const [[from, before], [to, after]] = [scale[next - 1], scale[next]];
  const [low, high] = [numbers(before), numbers(after)];
  return low.map((part, i) => part + ((high[i] - part) * (at - from)) / (to - from));
}

// #rrggbb or rgba(…), as numbers.
function numbers(/** @type {string} */ colour) {
  if (!colour.startsWith("#")) return (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
