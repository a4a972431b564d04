// @ts-check
// Hill shading: the slopes of a map's heights lit from the upper left, over its colours and under everything else.

import { svg } from "./elements.js";

/** @import { Column, Trace } from "../types" */
/** @import { Plot } from "./plotly.js" */

const STEEP = 5; // how many times higher the hills are than the map is wide: enough for a flat valley to be seen
const LIGHT = [-0.55, 0.55, 0.63]; // towards the sun; x to the right, y upwards
const [DARKEST, BRIGHTEST] = [0.5, 0.3]; // how much of black and of white there is at most

export class Shade {
  /** @type {Trace["z"] | null} */
  #of = null; // the heights that the picture is of
  #picture = "";

  constructor(/** @type {Plot} */ plot) {
    this.plot = plot;
  }

  // Shade these heights where they stand now, or none.
  place(/** @type {Trace | null} */ ground) {
    const layer = this.plot.element.querySelector(".contourlayer");
    let image = layer?.querySelector(".ads-shade");
    const frame = this.plot.frame();
    if (!layer || !frame || !ground?.x || !Array.isArray(ground.z)) return void image?.remove();
    const { x, y, z } = ground;
    if (z !== this.#of) [this.#of, this.#picture] = [z, shaded(/** @type {Column[]} */ (z))];
    const [left, bottom] = frame.pixel(x[0], y[0]);
    const [right, top] = frame.pixel(x[x.length - 1], y[y.length - 1]);
    const box = { x: left, y: top, width: right - left, height: bottom - top };
    image ??= svg(layer, "image", { class: "ads-shade", preserveAspectRatio: "none" });
    for (const [name, value] of Object.entries({ ...box, href: this.#picture }))
      image.setAttribute(name, String(value));
    layer.append(image); // over contours that were drawn anew
  }
}

// The picture of a grid's shades, black and white in so much of their strength.
function shaded(/** @type {Column[]} */ z) {
  const [rows, columns] = [z.length, z[0].length];
  let [low, high] = [Infinity, -Infinity];
  for (const row of z)
    for (const height of row) {
      if (height < low) low = height;
      if (height > high) high = height;
    }
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const context = canvas.getContext("2d");
  if (!context) return "";
  const image = context.createImageData(columns, rows);
  // A grid's step is so much of the map's width, and its whole range of heights STEEP times as high.
  const scale = (STEEP / Math.max(high - low, 1e-9)) * (columns / 36);
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const [before, after] = [Math.max(i - 1, 0), Math.min(i + 1, columns - 1)];
      const [below, above] = [Math.max(j - 1, 0), Math.min(j + 1, rows - 1)];
      const along = (scale * (z[j][after] - z[j][before])) / (after - before);
      const across = (scale * (z[above][i] - z[below][i])) / (above - below);
      const shade = (LIGHT[2] - LIGHT[0] * along - LIGHT[1] * across) / Math.hypot(along, across, 1) - LIGHT[2];
      if (shade !== shade) continue; // no height
      const at = 4 * ((rows - 1 - j) * columns + i);
      const share = shade > 0 ? shade / (1 - LIGHT[2]) : -shade / (1 + LIGHT[2]);
      image.data.fill(shade > 0 ? 255 : 0, at, at + 3);
      image.data[at + 3] = Math.round(255 * (shade > 0 ? BRIGHTEST : DARKEST) * Math.min(share, 1));
    }
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}
