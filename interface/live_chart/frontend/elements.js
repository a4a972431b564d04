// @ts-check
// Elements of the page, made where they belong.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Element | null} parent
 * @param {Tag} tag
 */
export function element(parent, tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  if (made instanceof HTMLButtonElement) made.type = "button";
  parent?.append(made);
  return made;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Element | null} parent
 * @param {Tag} tag
 * @param {Record<string, string | number>} attributes
 */
export function svg(parent, tag, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  parent?.append(made);
  return made;
}

// A card over the page, which Esc or a press beside it closes.
export function card(/** @type {Element} */ parent, /** @type {string} */ className, /** @type {string} */ label) {
  const made = element(parent, "div", `ads-card ${className}`);
  made.popover = "auto";
  made.setAttribute("role", "dialog");
  made.setAttribute("aria-label", label);
  return made;
}

// Text that stands there already is left alone: writing it again would lay the page out anew.
export function write(/** @type {Element} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) element.textContent = text;
}

// Have a style sheet in the page; the answer comes when it is there, or cannot be had.
export function styleSheet(/** @type {Element} */ parent, /** @type {string} */ href) {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = element(parent, "link");
  const arrived = new Promise((resolve) => (link.onload = link.onerror = resolve));
  Object.assign(link, { rel: "stylesheet", href });
  return arrived;
}
