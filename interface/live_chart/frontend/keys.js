// @ts-check
// The keyboard: when its keys are the page's, and the card that lists them.

import { card, element } from "./elements.js";

const KEYS = [
  [["Space"], "play, or pause"],
  [["←", "→"], "one step back, one forward"],
  [["Home", "End"], "to the start, to the end"],
  [["←", "→", "↑", "↓"], "on the ring: move the start; with Shift a tenth as far"],
  [["1", "2", "3"], "answer a lesson’s question"],
  [["Shift 1", "2", "3"], "count a hand for an answer; Shift ⌫ takes it back"],
  [["P", "N"], "previous lesson, next lesson"],
  [["F"], "for a class: everything large; again to leave"],
  [["Q"], "the link as a QR code"],
  [["?"], "this list; Esc closes it"],
];

const AFTER = 60; // milliseconds in which a picker has closed its list

// Controls that use the arrows themselves: they keep theirs.
const OWN_ARROWS =
  "input, select, textarea, [contenteditable=true], [role=slider], [role=combobox], [role=listbox], [role=radiogroup], [role=dialog], .ads-start";
const TEXT = "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable=true]";
// A picker that is closed has no use for Space.
const WRITTEN = TEXT.replace("[type=radio]", "[type=radio], [role=combobox]");

// When keys are the page's. A picker that has served lets go of the keyboard.
export class Keyboard {
  #hasReached = false; // whether what has the focus was reached by the keyboard

  constructor() {
    for (const act of ["pointerdown", "click", "keydown", "change"])
      document.addEventListener(act, (event) => this.#hear(event), true);
  }

  // No control that uses the arrows has the focus.
  isArrowFree(/** @type {KeyboardEvent} */ event) {
    return isFree(event, OWN_ARROWS);
  }

  // Space plays after everything that was turned or pressed with the mouse. What was reached by the keyboard is
  // pressed by it, and a list that is open is searched.
  isSpaceFree(/** @type {KeyboardEvent} */ event) {
    const turned = document.activeElement?.matches("body, input[type=range], [role=combobox]");
    const open = `${WRITTEN}, [aria-expanded=true][role=combobox], [role=listbox], [role=dialog]`;
    return (turned || !this.#hasReached) && isFree(event, open);
  }

  isTextFree(/** @type {KeyboardEvent} */ event) {
    return isFree(event, TEXT);
  }

  #hear(/** @type {Event} */ event) {
    if (event.type === "pointerdown") this.#hasReached = false;
    if (event instanceof KeyboardEvent && event.key === "Tab") this.#hasReached = true;
    const picked = event.target instanceof Element && event.target.closest("[role=option], [role=combobox], select");
    if (!picked || event.type === "pointerdown" || (event instanceof KeyboardEvent && event.key !== "Enter")) return;
    if ((event.type === "change") !== picked instanceof HTMLSelectElement) return;
    setTimeout(() => {
      const focus = document.activeElement;
      if (focus instanceof HTMLElement && focus.matches("select, [role=combobox]:not([aria-expanded=true])"))
        focus.blur();
    }, AFTER);
  }
}

// Whether no other key is held, and the focus is on none of these.
function isFree(/** @type {KeyboardEvent} */ event, /** @type {string} */ own) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !document.activeElement?.closest(own);
}

export class Keys {
  constructor(/** @type {Element} */ bar, /** @type {Keyboard} */ keyboard) {
    this.button = element(bar, "button", "ads-keys", "?");
    this.button.title = "Keys (?)";
    this.button.setAttribute("aria-label", "Keys");
    this.card = card(bar, "ads-list", "Keys");
    const list = element(this.card, "dl");
    for (const [keys, meaning] of /** @type {[string[], string][]} */ (KEYS)) {
      const term = element(list, "dt");
      for (const key of keys) element(term, "kbd", "", key);
      element(list, "dd", "", meaning);
    }
    this.button.popoverTargetElement = this.card;
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "?" || !keyboard.isTextFree(event)) return;
      event.preventDefault();
      this.card.togglePopover();
    };
    document.addEventListener("keydown", this.onKey);
  }

  remove() {
    document.removeEventListener("keydown", this.onKey);
  }
}
