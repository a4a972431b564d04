// @ts-check
// What a class sees: everything large, and the link as a code to be photographed.

import { card, element, svg } from "./elements.js";

/** @import { ChartMessage, Code } from "../message" */
/** @import { Keyboard } from "./keys.js" */

const PIXELS = 15; // of a letter in the page that is not presented

// How many times larger than usual letters are on the page.
export function enlargement() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / PIXELS;
}

// A figure's letters, lines and margins, so many times as large; those inside of the heights' trace, too.
export function enlarge(/** @type {any} */ layout, /** @type {any[]} */ traces, /** @type {number} */ times) {
  grow(layout, times);
  for (const side of ["l", "r", "t", "b"]) if (layout.margin?.[side]) layout.margin[side] *= times;
  for (const trace of traces) {
    if (trace.line?.width && trace.type !== "contour") trace.line = { ...trace.line, width: trace.line.width * times };
    if (!trace.colorbar) continue;
    trace.colorbar = structuredClone(trace.colorbar);
    trace.colorbar.thickness *= times;
    grow(trace.colorbar, times);
  }
}

// Every `font` and `tickfont` below this part.
function grow(/** @type {any} */ part, /** @type {number} */ times) {
  for (const [key, value] of Object.entries(part)) {
    if (typeof value !== "object" || value === null) continue;
    if (/font$/.test(key) && value.size) value.size *= times;
    else grow(value, times);
  }
}

export class Presentation {
  isOn = false;
  #code = "";

  /**
   * @param {Element} parent
   * @param {Keyboard} keyboard
   * @param {{ present(on: boolean): void, ask(link: string): void }} act
   */
  constructor(parent, keyboard, act) {
    this.act = act;
    this.card = card(parent, "ads-code", "The link as a QR code");
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      const key = event.key.toLowerCase();
      if ((key !== "f" && key !== "q") || event.shiftKey || !keyboard.isTextFree(event)) return;
      event.preventDefault();
      if (key === "f") this.toggle();
      else this.show();
    };
    document.addEventListener("keydown", this.onKey);
  }

  toggle() {
    this.act.present(!this.isOn);
  }

  // Ask for the code of the link, or put it away.
  show() {
    if (this.card.matches(":popover-open")) this.card.hidePopover();
    else {
      this.#code = "";
      this.act.ask(location.href);
    }
  }

  update(/** @type {Pick<ChartMessage, "present" | "code">} */ { present, code }) {
    this.isOn = present;
    document.documentElement.toggleAttribute("data-adamscope-presents", present);
    if (code && code.path !== this.#code) this.#draw(code);
  }

  #draw(/** @type {Code} */ { link, size, path }) {
    this.#code = path;
    this.card.replaceChildren();
    const picture = svg(this.card, "svg", { viewBox: `0 0 ${size} ${size}`, role: "img" });
    picture.setAttribute("aria-label", "QR code of the link below");
    svg(picture, "rect", { width: size, height: size, fill: "#fff" });
    svg(picture, "path", { d: path, fill: "#000" });
    element(this.card, "p", "", link);
    this.card.showPopover();
  }

  remove() {
    document.removeEventListener("keydown", this.onKey);
    document.documentElement.removeAttribute("data-adamscope-presents");
  }
}
