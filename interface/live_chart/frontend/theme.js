// @ts-check
// Which theme is on, and a figure's colours for it. Figures name colours by token, under meta.paint.

/** @import { Paint, Palette, Theme } from "../types" */

export class Themes {
  /** @type {Record<string, Palette>} */
  palettes = {}; // by theme; they come with the first surface
  /** @type {Map<string, Theme["name"]>} */
  #names = new Map(); // by ground colour, because asking a probe makes the browser lay out the page

  /**
   * @param {Element} element
   * @returns {Theme}
   */
  at(element) {
    const ground = getComputedStyle(element).getPropertyValue("--st-background-color");
    const name = this.#names.get(ground) ?? themeOf(ground, element);
    this.#names.set(ground, name);
    return { name, palette: this.palettes[name] };
  }
}

function themeOf(/** @type {string} */ ground, /** @type {Element} */ element) {
  const probe = document.createElement("span");
  probe.style.color = ground;
  element.append(probe);
  const [red, green, blue] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  probe.remove();
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "dark" : "light";
}

/**
 * The part of a figure, with its colours.
 *
 * @template {{ meta?: Paint }} Part
 * @param {Part} part
 * @param {Palette} palette
 */
export function paint(part, palette) {
  for (const [path, token] of Object.entries(part.meta?.paint ?? {})) {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    const last = /** @type {string} */ (keys.pop());
    /** @type {Record<string, any>} */
    let holder = part;
    for (const key of keys) holder = holder[key] ??= {};
    holder[last] = palette[token];
  }
  return part;
}
