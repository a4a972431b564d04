// @ts-check
// The lessons as cards: a question, a small picture of how its runs begin, and whether it was done on this device,
// which is kept in the browser and nowhere else.

import { keep, kept } from "./device.js";
import { card, element, svg } from "./elements.js";

/** @import { Card } from "../message" */
/** @import { Palette } from "../types" */

const DONE = "adamscope-done";

export class Gallery {
  /**
   * @param {Element} parent
   * @param {(lesson: string) => void} open
   */
  constructor(parent, open) {
    this.open = open;
    this.card = card(parent, "ads-gallery", "All lessons");
  }

  show(/** @type {Card[]} */ cards, /** @type {Palette} */ palette) {
    const done = doneLessons();
    this.card.replaceChildren();
    cards.forEach(({ key, title, question, minutes, lines }, index) => {
      const button = element(this.card, "button", "ads-lesson");
      const picture = svg(button, "svg", { viewBox: "0 0 100 100", "aria-hidden": "true" });
      for (const { token, path } of lines) svg(picture, "path", { d: path }).style.stroke = palette[token];
      const words = element(button, "span");
      element(words, "strong", "", `${index + 1} · ${title}`);
      element(words, "span", "ads-question", question);
      element(words, "small", "", `${minutes} min${done.has(key) ? " · done" : ""}`);
      button.onclick = () => {
        this.card.hidePopover();
        this.open(key);
      };
    });
    if (!this.card.matches(":popover-open")) this.card.showPopover();
  }
}

function doneLessons() {
  try {
    const done = JSON.parse(kept(DONE) ?? "[]");
    return new Set(Array.isArray(done) ? done.filter((key) => typeof key === "string") : []);
  } catch {
    return new Set(); // what is kept there is none of ours
  }
}

// The reader has answered this lesson's question.
export function markDone(/** @type {string | undefined} */ lesson) {
  const done = doneLessons();
  if (lesson && !done.has(lesson)) keep(DONE, JSON.stringify([...done, lesson]));
}
