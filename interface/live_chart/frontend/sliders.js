// @ts-check
// Sliders that live: while a thumb is held, the chart shows the page as it would be there. The sliders are
// Streamlit's own and speak when they are released; until then what they announce to those who do not see them is
// sent as a question. Where nothing is announced nothing is asked, and a slider acts on its release alone.

import { Messages, patience } from "./newest.js";

/** @import { PreviewMessage } from "../message" */
/** @import { Component } from "../types" */
/** @import { Visit } from "./visit.js" */

const SPOKEN = "aria-valuetext";

/** A slider whose thumb is held: its class, its element, what it showed before and what was asked last. */
/** @typedef {{ slider: string, thumb: Element, before: string, asked: string }} Held */

export class Sliders {
  /** @type {Component<PreviewMessage> | null} */
  component = null;
  /** @type {Held | null} */
  #held = null;
  #hasAsked = false; // since it is held

  constructor(/** @type {Visit} */ visit) {
    this.visit = visit;
    this.messages = new Messages({
      take: () => this.#take(),
      send: (message, number) => {
        this.visit.chart?.asks();
        this.component?.setTriggerValue("preview", { ...message, number });
      },
      patience,
      lost() {},
    });
    this.watched = new MutationObserver(() => this.messages.go());
    this.onDown = (/** @type {Event} */ event) => this.#hold(event.target);
    this.onUp = () => this.#release();
    document.addEventListener("pointerdown", this.onDown, true);
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, this.onUp, true);
  }

  update(/** @type {Component<PreviewMessage>} */ component) {
    this.component = component;
    const { answered, chart, ground } = component.data;
    if (this.#held && chart) this.visit.chart?.suppose(chart, ground);
    else if (this.#held) this.visit.chart?.recall(); // the thumb is back where it was
    // The next question travels while this answer is drawn; of answers that come faster than that the newest is.
    this.messages.answered(answered);
  }

  // What the held thumb announces, if that was not asked yet.
  #take() {
    const held = this.#held;
    const text = held?.thumb.getAttribute(SPOKEN);
    if (!held || !text || text === held.asked) return null;
    held.asked = text;
    this.#hasAsked = true;
    return { slider: held.slider, text };
  }

  #hold(/** @type {EventTarget | null} */ target) {
    // Only a press on a slider itself: a card around it has a key, too.
    const own = target instanceof Element ? target.closest("[data-testid=stSlider]") : null;
    const holder = own?.closest("[class*=st-key-]");
    const slider = holder && nameOf(holder);
    const thumb = own?.querySelector(`[${SPOKEN}]`);
    const text = thumb?.getAttribute(SPOKEN);
    if (!slider || !thumb || !text) return;
    this.#held = { slider, thumb, before: text, asked: text };
    this.watched.observe(thumb, { attributes: true, attributeFilter: [SPOKEN] });
  }

  // From here on the slider speaks for itself; one that is back where it was has nothing to say, and what was asked
  // meanwhile is over.
  #release() {
    const held = this.#held;
    if (!held) return;
    this.#held = null;
    this.watched.disconnect();
    if (this.#hasAsked && held.thumb.getAttribute(SPOKEN) === held.before) this.visit.chart?.recall();
    this.#hasAsked = false;
  }

  remove() {
    this.#release();
    this.messages.remove();
    document.removeEventListener("pointerdown", this.onDown, true);
    for (const end of ["pointerup", "pointercancel"]) window.removeEventListener(end, this.onUp, true);
  }
}

function nameOf(/** @type {Element} */ holder) {
  return [...holder.classList].find((name) => name.startsWith("st-key-")) ?? "";
}
