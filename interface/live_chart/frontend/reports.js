// Where the player rests, told to Python, whose answer is the inspector. One report is in flight at a time; the
// next leaves when its answer is here, and the newest wins. While a start is in flight none leaves.

import { follow } from "./address.js";
import { clock } from "./clock.js";

const PATIENCE = 5000; // milliseconds after which an answer that never came is given up

export class Reports {
  constructor() {
    this.inFlight = null;
    this.waiting = null;
    this.shown = null;
    this.starts = 0;
    this.onSent = () => {
      this.starts++;
      this.waiting = null;
    };
    this.onDrawn = () => (this.starts = 0);
    document.addEventListener("adamscope-sent", this.onSent);
    document.addEventListener("adamscope-drawn", this.onDrawn);
  }

  update(component) {
    this.component = component;
    const { step, query } = component.data;
    this.shown = step;
    follow(query);
    if (this.inFlight === step) this.#answered();
    this.unfollow ??= clock.follow((now, resting) => resting && this.#rests(now));
  }

  #rests(step) {
    if (step === (this.waiting ?? this.inFlight ?? this.shown)) return;
    this.waiting = step;
    this.#flush();
  }

  #flush() {
    if (this.inFlight !== null || this.waiting === null || this.starts) return;
    this.inFlight = this.waiting;
    this.waiting = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#answered(), PATIENCE);
    this.component.setStateValue("step", this.inFlight);
  }

  #answered() {
    clearTimeout(this.timer);
    this.inFlight = null;
    this.#flush();
  }

  remove() {
    clearTimeout(this.timer);
    this.unfollow?.();
    document.removeEventListener("adamscope-sent", this.onSent);
    document.removeEventListener("adamscope-drawn", this.onDrawn);
  }
}
