// @ts-check
// What is on the screen as a picture: one SVG of everything that is drawn in an element, in vectors, which a drawing
// program can open, and that SVG as a PNG.

import { svg } from "./elements.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
// What only answers the pointer, or is there to be pressed.
const LEFT_OUT =
  ".draglayer, .hoverlayer, .modebar-container, .ads-views, .ads-bar, .ads-hint, .ads-problem, .ads-welcome, [popover]";
// What style sheets say of a shape, where it is not what it would be without them.
/** @type {Record<string, string>} */
const PLAIN = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linejoin": "miter",
  "stroke-linecap": "butt",
  "paint-order": "normal",
  opacity: "1",
  display: "inline",
  visibility: "visible",
};
const LETTERS = ["font-family", "font-size", "font-weight", "font-style", "text-anchor"];
const SHAPES = "path, rect, circle, ellipse, line, polygon, polyline, text, tspan, image, use";

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

/**
 * An SVG as the bytes of a file, so many times as large.
 *
 * @param {SVGSVGElement} drawn
 * @param {"svg" | "png"} kind
 * @param {number} times
 * @returns {Promise<Blob>}
 */
export async function bytes(drawn, kind, times) {
  if (kind === "svg") return written(drawn, times);
  const canvas = await drawnAs(drawn, times);
  return new Promise((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("this browser makes no PNG of it"))), "image/png"),
  );
}

// An SVG in pixels.
export async function drawnAs(/** @type {SVGSVGElement} */ drawn, /** @type {number} */ times) {
  const image = new Image();
  // As data, because a canvas that has shown a blob's foreign parts gives nothing back in some browsers.
  image.src = await dataOf(written(drawn, times));
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(image.width), height: Math.round(image.height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function written(/** @type {SVGSVGElement} */ drawn, /** @type {number} */ times) {
  const [, , width, height] = (drawn.getAttribute("viewBox") ?? "").split(" ").map(Number);
  drawn.setAttribute("width", String(width * times));
  drawn.setAttribute("height", String(height * times));
  return new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
}

/** @returns {Promise<string>} */
function dataOf(/** @type {Blob} */ blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(/** @type {string} */ (reader.result));
    reader.readAsDataURL(blob);
  });
}

// Draw what is drawn in a node, and in all that it holds.
function copy(/** @type {Node} */ node, /** @type {Element} */ into, /** @type {{ x: number, y: number }} */ by) {
  if (node instanceof Text) return lettered(node, into, by);
  if (!(node instanceof Element) || node.matches(LEFT_OUT)) return;
  const style = getComputedStyle(node);
  if (style.display === "none" || style.opacity === "0") return;
  const place = style.opacity === "1" ? into : svg(into, "g", { opacity: style.opacity });
  const { left, top, width, height } = node.getBoundingClientRect();
  const box = { x: left + by.x, y: top + by.y, width, height };
  if (node instanceof SVGSVGElement) {
    if (width && height) place.append(shapes(node, box));
    return;
  }
  if (style.visibility === "visible") {
    if (node instanceof HTMLCanvasElement) svg(place, "image", { ...box, href: node.toDataURL() });
    else boxed(style, place, box);
  }
  for (const child of node.childNodes) copy(child, place, by);
  if (style.visibility === "visible") after(node, place, box);
}

// What a style sheet puts into an element, such as the dot in the ring of the start.
function after(
  /** @type {Element} */ node,
  /** @type {Element} */ into,
  /** @type {{ x: number, y: number, width: number, height: number }} */ { x, y, width, height },
) {
  const style = getComputedStyle(node, "::after");
  if (style.content === "none" || style.position !== "absolute") return;
  const own = { width: parseFloat(style.width), height: parseFloat(style.height) };
  // In the middle, as all of ours are.
  boxed(style, into, { x: x + (width - own.width) / 2, y: y + (height - own.height) / 2, ...own });
}

// An element's ground and its border, as far as it has them.
function boxed(
  /** @type {CSSStyleDeclaration} */ style,
  /** @type {Element} */ into,
  /** @type {{ x: number, y: number, width: number, height: number }} */ { x, y, width, height },
) {
  const ground = style.backgroundColor;
  const edges = ["Top", "Right", "Bottom", "Left"].map((side) => {
    const /** @type {any} */ of = style;
    const seen = of[`border${side}Style`] !== "none" && !isClear(of[`border${side}Color`]);
    return { thick: seen ? parseFloat(of[`border${side}Width`]) : 0, color: of[`border${side}Color`] };
  });
  const [above, right, below, left] = edges;
  const even = edges.every(({ thick, color }) => thick === above.thick && color === above.color);
  const fill = isClear(ground) ? "none" : ground;
  const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, 1e3);
  const radius = style.borderTopLeftRadius.endsWith("%") ? (round / 100) * width : round;
  if (even && above.thick) {
    const half = above.thick / 2;
    const inner = { x: x + half, y: y + half, width: width - above.thick, height: height - above.thick };
    svg(into, "rect", { ...inner, rx: radius, fill, stroke: above.color, "stroke-width": above.thick });
    return;
  }
  if (fill !== "none") svg(into, "rect", { x, y, width, height, rx: radius, fill });
  const line = (/** @type {Record<string, number>} */ at, /** @type {string} */ color) =>
    svg(into, "rect", { ...at, fill: color });
  if (above.thick) line({ x, y, width, height: above.thick }, above.color);
  if (below.thick) line({ x, y: y + height - below.thick, width, height: below.thick }, below.color);
  if (left.thick) line({ x, y, width: left.thick, height }, left.color);
  if (right.thick) line({ x: x + width - right.thick, y, width: right.thick, height }, right.color);
}

function isClear(/** @type {string} */ color) {
  return color === "transparent" || /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(color);
}

// A text, line by line, where the browser has it.
function lettered(/** @type {Text} */ text, /** @type {Element} */ into, /** @type {{ x: number, y: number }} */ by) {
  const parent = text.parentElement;
  if (!parent || !text.data.trim()) return;
  const style = getComputedStyle(parent);
  if (style.visibility !== "visible") return;
  const range = document.createRange();
  /** @type {{ text: string, box: DOMRect }[]} */
  const lines = [];
  for (let index = 0; index < text.length; index++) {
    range.setStart(text, index);
    range.setEnd(text, index + 1);
    const box = range.getClientRects()[0];
    if (!box) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < box.height / 2) last.text += text.data[index];
    else lines.push({ text: text.data[index], box });
  }
  const size = parseFloat(style.fontSize);
  for (const { text, box } of lines) {
    const y = box.top + box.height / 2 + size * 0.34 + by.y;
    const attributes = { x: box.left + by.x, y, fill: style.color, "font-size": size, "xml:space": "preserve" };
    const letters = { "font-family": style.fontFamily, "font-weight": style.fontWeight };
    svg(into, "text", { ...attributes, ...letters }).textContent = text;
  }
}

// A copy of an SVG of the page with everything in it that style sheets say.
function shapes(
  /** @type {SVGSVGElement} */ node,
  /** @type {{ x: number, y: number, width: number, height: number }} */ box,
) {
  const copied = /** @type {SVGSVGElement} */ (node.cloneNode(true));
  const own = [...node.querySelectorAll("*")];
  [...copied.querySelectorAll("*")].forEach((part, index) => {
    if (!(own[index] instanceof SVGElement)) return;
    const style = getComputedStyle(own[index]);
    const isShape = part.matches(SHAPES);
    for (const [name, plain] of Object.entries(PLAIN)) {
      const value = style.getPropertyValue(name);
      if ((isShape || name === "opacity" || name === "display") && value !== plain) part.setAttribute(name, value);
      else if (isShape) part.removeAttribute(name);
    }
    if (part.matches("text, tspan")) for (const name of LETTERS) part.setAttribute(name, style.getPropertyValue(name));
    // A line is as thick against the rest as on the screen, however large the picture is.
    /** @type {SVGElement} */ (part).style.removeProperty("vector-effect");
    part.removeAttribute("vector-effect");
    const clip = part.getAttribute("clip-path");
    if (clip) part.setAttribute("clip-path", clip.replace(/url\(['"]?[^'"#]*(#[^'")]+)['"]?\)/, "url($1)"));
  });
  copied.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
  for (const [name, value] of Object.entries(box)) copied.setAttribute(name, String(value));
  if (getComputedStyle(node).overflow === "visible") copied.setAttribute("overflow", "visible");
  copied.removeAttribute("class");
  copied.removeAttribute("style");
  return copied;
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

/** @type {Map<string, Promise<string>>} */
const faces = new Map();

// The page's own letters, so that they are the same wherever the picture is opened; nothing where they are not had.
function fontFace(/** @type {string} */ family) {
  const face = faces.get(family) ?? fetched(family);
  faces.set(family, face);
  return face;
}

async function fetched(/** @type {string} */ family) {
  const first = family.split(",")[0].replaceAll(/["']/g, "").trim();
  for (const sheet of document.styleSheets) {
    /** @type {CSSRule[]} */
    let rules = [];
    try {
      rules = [...sheet.cssRules];
    } catch {
      continue; // of another host
    }
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const { style } = rule;
      const isOurs = style.getPropertyValue("font-family").replaceAll(/["']/g, "").trim() === first;
      if (!isOurs || style.getPropertyValue("font-style") === "italic") continue;
      const address = style.getPropertyValue("src").match(/url\(["']?([^"')]+)["']?\)/)?.[1];
      if (!address) continue;
      try {
        const found = await (await fetch(new URL(address, sheet.href ?? document.baseURI))).blob();
        const data = await dataOf(found);
        const weight = style.getPropertyValue("font-weight") || "400";
        return `@font-face { font-family: "${first}"; font-weight: ${weight}; src: url("${data}"); }`;
      } catch {
        return "";
      }
    }
  }
  return "";
}
