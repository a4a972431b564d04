// @ts-check
// Previews: while a reader holds something, a slider's thumb or the start, the chart shows the page as it would be
// with that released there. Python is asked, and changes nothing; what is released speaks for itself.

import { Messages, patience } from "./newest.js";
import { Sliders } from "./sliders.js";

/** @import { PreviewMessage } from "../message" */
/** @import { Component } from "../types" */
/** @import { Visit } from "./visit.js" */
/** @typedef {{ held: string, text: string }} Question what is held, and where */

export class Previews {
  /** @type {Component<PreviewMessage> | null} */
  component = null;
  /** @type {(() => Question) | null} */
  #held = null;
  #asked = "";
  #hasAsked = false; // since it is held

  constructor(/** @type {Visit} */ visit) {
    this.visit = visit;
    this.visit.previews = this;
    this.messages = new Messages({
      take: () => this.#take(),
      send: (question, number) => {
        this.visit.chart?.asks();
        this.component?.setTriggerValue("preview", { ...question, number });
      },
      patience,
      lost() {},
    });
    this.sliders = new Sliders(this);
  }

  update(/** @type {Component<PreviewMessage>} */ component) {
    this.component = component;
    const { answered, chart, ground } = component.data;
    if (this.#held && chart) this.visit.chart?.suppose(chart, ground);
    else if (this.#held) this.visit.chart?.recall(); // it is back where it was
    // The next question travels while this answer is drawn; of answers that come faster than that the newest is.
    this.messages.answered(answered);
  }

  // Something is held: `where` says what and where it is whenever it is asked. As it is now it is the page.
  hold(/** @type {() => Question} */ where) {
    this.#held = where;
    this.#asked = where().text;
    this.#hasAsked = false;
  }

  // What is held was moved.
  moved() {
    this.messages.go();
  }

  // Nothing is held any more. Back where it was it has nothing to say, and what was asked meanwhile is over.
  release(/** @type {boolean} */ isBack) {
    this.#held = null;
    if (isBack && this.#hasAsked) this.visit.chart?.recall();
  }

  #take() {
    const question = this.#held?.();
    if (!question || question.text === this.#asked) return null;
    this.#asked = question.text;
    this.#hasAsked = true;
    return question;
  }

  remove() {
    this.#held = null;
    this.sliders.remove();
    this.messages.remove();
    if (this.visit.previews === this) this.visit.previews = null;
  }
}
