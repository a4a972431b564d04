// @ts-check
// What a reader does in a box stays when the page writes that box meanwhile: a text that is being typed is put
// back, and a text that was selected as a whole stays selected, so that what is typed next replaces it.
//
// Streamlit keeps a text that is being typed, but not one whose first sign comes while it writes the box.

export class Boxes {
  /** @type {HTMLInputElement | null} */
  #box = null; // the box that the reader is in
  #text = ""; // what stood there when the reader last did something in it
  #typed = false; // whether the reader wrote that; else it is selected as a whole
  /** @type {number | null} */
  #caret = 0;
  #pressed = false; // whether a mouse button or a finger is down, which puts the caret somewhere

  keep() {
    const first = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      document.addEventListener(name, act, true);
    first("mousedown", () => (this.#pressed = true));
    first("mouseup", () => (this.#pressed = false));
    first("focusin", ({ target }) => {
      // Who comes with the Tab key has all of the text selected, and the browser tells that later.
      if (isBox(target) && !this.#pressed) this.#remember(target, false);
      else this.#forget();
    });
    first("selectionchange", (event) => {
      const { target } = event;
      if (!isBox(target) || target !== document.activeElement) return;
      this.#restore(event);
      const isWhole = target.selectionStart === 0 && target.selectionEnd === target.value.length;
      if (this.#typed && target === this.#box) this.#caret = target.selectionStart;
      else if (isWhole) this.#remember(target, false);
      else this.#forget();
    });
    first("beforeinput", (event) => this.#restore(event));
    // After Streamlit, which may refuse what was typed.
    document.addEventListener("input", ({ target }) => isBox(target) && this.#remember(target, true));
    first("keydown", (event) => {
      this.#restore(event);
      if (event.key === "Enter" && !event.isComposing) this.#forget();
    });
    first("focusout", (event) => {
      this.#restore(event);
      this.#forget();
    });
  }

  #remember(/** @type {HTMLInputElement} */ box, /** @type {boolean} */ typed) {
    [this.#box, this.#text, this.#typed, this.#caret] = [box, box.value, typed, box.selectionStart];
  }

  #forget() {
    this.#box = null;
    this.#typed = false;
  }

  // Called before anybody else hears of what the reader does next in the box.
  #restore(/** @type {{ target: EventTarget | null, isComposing?: boolean }} */ { target, isComposing }) {
    const box = this.#box;
    if (!box || target !== box || box.value === this.#text || isComposing) return;
    if (!this.#typed) return box.select();
    const [wanted, at] = [this.#text, this.#caret];
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(box, wanted);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    if (box.value === wanted) box.setSelectionRange(at, at);
    else this.#forget(); // the box does not take it
  }
}

/** @returns {element is HTMLInputElement} */
function isBox(/** @type {unknown} */ element) {
  return element instanceof HTMLInputElement && element.closest("[data-testid=stTextInput]") !== null;
}
