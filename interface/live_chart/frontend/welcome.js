// @ts-check
// For a reader who is new on this device: what this is, one way to begin, and the runs played once.

import { keep, kept } from "./device.js";
import { element } from "./elements.js";

/** @import { Welcome as Sent } from "../message" */

const KNOWN = "adamscope-known";

export class Welcome {
  /**
   * @param {Element} parent
   * @param {{ open(lesson: string): void, closed(): void }} act
   */
  constructor(parent, { open, closed }) {
    this.line = element(parent, "div", "ads-welcome");
    this.words = element(this.line, "span");
    this.begin = element(this.line, "button", "ads-begin");
    this.close = element(this.line, "button", "ads-close", "×");
    this.close.title = "Close";
    this.close.setAttribute("aria-label", "Close");
    this.line.hidden = true;
    const end = () => {
      keep(KNOWN, "yes");
      this.line.hidden = true;
      closed();
    };
    this.close.onclick = end;
    this.begin.onclick = () => {
      end();
      open(this.begin.value);
    };
  }

  // Show it to one who is new; whether it is shown.
  update(/** @type {Sent | null} */ welcome) {
    this.line.hidden = !welcome || kept(KNOWN) !== null;
    if (!welcome) return false;
    this.words.textContent = welcome.words;
    this.begin.textContent = welcome.title;
    this.begin.value = welcome.lesson;
    return !this.line.hidden;
  }
}
