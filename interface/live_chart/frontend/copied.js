// @ts-check
// What is drawn in an element as shapes and texts of an SVG, with all that style sheets say of it: a drawing program
// can open it.

import { svg } from "./elements.js";

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

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

// Draw what is drawn in a node, and in all that it holds.
export function copy(
  /** @type {Node} */ node,
  /** @type {Element} */ into,
  /** @type {{ x: number, y: number }} */ by,
) {
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
    // As sharp as on the screen: the pixels of a digit are squares.
    const drawn = { ...box, "image-rendering": style.imageRendering };
    if (node instanceof HTMLCanvasElement) svg(place, "image", { ...drawn, href: node.toDataURL() });
    else boxed(style, place, box);
  }
  for (const child of node.childNodes) copy(child, place, by);
  if (style.visibility === "visible") after(node, place, box);
}

// What a style sheet puts into an element, such as the dot in the ring of the start.
function after(/** @type {Element} */ node, /** @type {Element} */ into, /** @type {Box} */ { x, y, width, height }) {
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
  /** @type {Box} */ { x, y, width, height },
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
function shapes(/** @type {SVGSVGElement} */ node, /** @type {Box} */ box) {
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
