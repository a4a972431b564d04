// @ts-check
// Where the player rests, told to Python, whose answer is the inspector. A report is a message for the inspector
// alone, and Streamlit sends what happens in one instant as one message: while the chart waits for an answer of
// the whole page no report leaves, or it could take the place of the chart's.

import { Messages, MOST_PATIENCE, patience } from "./newest.js";

/** @import { ReportsMessage } from "../message" */
/** @import { Component } from "../types" */
/** @import { Address } from "./address.js" */
/** @import { Clock } from "./clock.js" */

export class Reports {
  pageInFlight = false;
  /** @type {Component<ReportsMessage> | null} */
  component = null;
  /** @type {(() => void) | undefined} */
  #unfollow;

  /**
   * @param {{ clock: Clock, address: Address }} visit
   * @param {() => void} ask has the whole page drawn anew
   */
  constructor({ clock, address }, ask) {
    this.clock = clock;
    this.address = address;
    this.messages = new Messages({
      take: () => this.#take(),
      send: (message, number) => this.component?.setTriggerValue("step", { ...message, number }),
      patience,
      lost: ask,
    });
    this.onSent = () => {
      this.pageInFlight = true;
      clearTimeout(this.pageTimer);
      this.pageTimer = setTimeout(this.onDrawn, MOST_PATIENCE);
    };
    this.onDrawn = () => {
      this.pageInFlight = false;
      clearTimeout(this.pageTimer);
      this.messages.go();
    };
    document.addEventListener("adamscope-sent", this.onSent);
    document.addEventListener("adamscope-drawn", this.onDrawn);
  }

  update(/** @type {Component<ReportsMessage>} */ component) {
    this.component = component;
    this.address.follow(component.data.address);
    this.messages.answered(component.data.answered);
    this.#unfollow ??= this.clock.follow((_, resting) => resting && this.messages.go());
    this.messages.go();
  }

  // Where the player rests, if the inspector does not show it. The page may have got another number of steps that
  // is not drawn yet: the end of this run is its end then.
  #take() {
    const { running, resting, step, last } = this.clock;
    if (this.pageInFlight || !running || !resting || step === this.component?.data.step) return null;
    return { step, last };
  }

  remove() {
    this.messages.remove();
    clearTimeout(this.pageTimer);
    this.#unfollow?.();
    document.removeEventListener("adamscope-sent", this.onSent);
    document.removeEventListener("adamscope-drawn", this.onDrawn);
  }
}
