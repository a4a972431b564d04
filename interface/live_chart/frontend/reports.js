// Where the player rests, told to Python, whose answer is the inspector. One report is in flight at a time; the
// next leaves when its answer is here, and the newest wins. While a start is in flight none leaves.

import { follow } from "./address.js";
import { clock } from "./clock.js";

const PATIENCE = 8000; // milliseconds after which an answer that never came is asked for again

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
    this.timer = setTimeout(() => this.#lost(), PATIENCE);
    this.component.setTriggerValue("step", this.inFlight);
  }

  // No answer came: the message may have been lost with a connection. Where the player rests now is told again.
  #lost() {
    this.inFlight = null;
    if (clock.resting) this.#rests(clock.step);
    this.#flush();
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
