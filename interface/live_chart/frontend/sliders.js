// @ts-check
// Sliders that live: while a thumb is held, the chart shows the page as it would be there. The sliders are
// Streamlit's own and speak when they are released; until then what they announce to those who do not see them is
// asked about. Where nothing is announced nothing is asked, and a slider acts on its release alone.

/** @import { Previews } from "./previews.js" */

const SPOKEN = "aria-valuetext";

export class Sliders {
  /** @type {{ thumb: Element, before: string } | null} */
  #held = null; // the thumb that is held, and what it announced before

  constructor(/** @type {Previews} */ previews) {
    this.previews = previews;
    this.watched = new MutationObserver(() => this.previews.moved());
    this.onDown = (/** @type {Event} */ event) => this.#hold(event.target);
    this.onUp = () => this.#release();
    document.addEventListener("pointerdown", this.onDown, true);
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, this.onUp, true);
  }

  #hold(/** @type {EventTarget | null} */ target) {
    // Only a press on a slider itself: a card around it has a key, too.
    const own = target instanceof Element ? target.closest("[data-testid=stSlider]") : null;
    const holder = own?.closest("[class*=st-key-]");
    const slider = holder && nameOf(holder);
    const thumb = own?.querySelector(`[${SPOKEN}]`);
    const before = thumb?.getAttribute(SPOKEN);
    if (!slider || !thumb || !before) return;
    this.#held = { thumb, before };
    this.previews.hold(() => ({ held: slider, text: thumb.getAttribute(SPOKEN) || before }));
    this.watched.observe(thumb, { attributes: true, attributeFilter: [SPOKEN] });
  }

  #release() {
    if (!this.#held) return;
    const { thumb, before } = this.#held;
    this.#held = null;
    this.watched.disconnect();
    this.previews.release(thumb.getAttribute(SPOKEN) === before);
  }

  remove() {
    this.watched.disconnect();
    document.removeEventListener("pointerdown", this.onDown, true);
    for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, this.onUp, true);
  }
}

function nameOf(/** @type {Element} */ holder) {
  return [...holder.classList].find((name) => name.startsWith("st-key-")) ?? "";
}
