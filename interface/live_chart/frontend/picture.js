// @ts-check
// What is on the screen as a picture: one SVG of the figures and the rows, with words above and below.

import { copy } from "./copied.js";
import { svg } from "./elements.js";
import { fontFace } from "./saving.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** @typedef {{ title: string, caption: string }} Words */

/**
 * The picture of an element as an SVG, with words above and below.
 *
 * @param {HTMLElement} root
 * @param {Words} words
 */
export async function picture(root, { title, caption }) {
  const parts = partsOf(root);
  const width = Math.max(...parts.map((part) => part.box.width));
  const height = parts.reduce((sum, part) => sum + part.box.height, 0);
  const style = getComputedStyle(root);
  const [size, ink] = [parseFloat(style.fontSize), style.color];
  const ground = style.getPropertyValue("--st-background-color").trim() || "#fff";
  const lines = wrapped(caption, width, `${size * 0.95}px ${style.fontFamily}`);
  const [above, line] = [title ? size * 2.4 : size, size * 1.45];
  const around = size;
  const [wide, high] = [width + 2 * around, above + height + (lines.length + 0.5) * line + around];
  const made = svg(null, "svg", { xmlns: NAMESPACE, width: wide, height: high, viewBox: `0 0 ${wide} ${high}` });
  const face = await fontFace(style.fontFamily);
  if (face) svg(svg(made, "defs"), "style").textContent = face;
  svg(made, "rect", { width: "100%", height: "100%", fill: ground });
  const letters = { "font-family": style.fontFamily, fill: ink };
  const heading = { ...letters, x: around, y: size * 1.6, "font-size": size * 1.25, "font-weight": 600 };
  if (title) svg(made, "text", heading).textContent = title;
  let down = above;
  for (const { node, box } of parts) {
    copy(node, svg(made, "g"), { x: around - box.left, y: down - box.top });
    down += box.height;
  }
  lines.forEach((text, index) => {
    const y = above + height + (index + 1.2) * line;
    const at = { ...letters, x: around, y, "font-size": size * 0.95, opacity: 0.8 };
    svg(made, "text", at).textContent = text;
  });
  return made;
}

// What of the chart is in the picture, from top to bottom: the figures and the rows. On a phone something else stands
// between them.
function partsOf(/** @type {HTMLElement} */ root) {
  const figures = root.querySelector(".ads-figures");
  const together = figures?.getBoundingClientRect().height ? [figures] : [...root.querySelectorAll(".ads-figure")];
  return [...together, ...root.querySelectorAll(".ads-rows")]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => box.height)
    .sort((one, other) => one.box.top - other.box.top);
}

// Lines of words no wider than that.
function wrapped(/** @type {string} */ text, /** @type {number} */ width, /** @type {string} */ font) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context || !text) return [];
  context.font = font;
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
