// Where the player rests, told to Python, whose answer is the inspector. One report is in flight at a time; the
// next leaves when its answer is here, and the newest wins. A report is a message for the inspector alone, and
// Streamlit sends what happens in one instant as one message: while the chart waits for an answer of the whole
// page none leaves, or it could take the place of the chart's.

import { follow } from "./address.js";
import { clock } from "./clock.js";

const PATIENCE = 2000; // milliseconds after which an answer that never came is asked for again
const MOST_PATIENCE = 16_000;

export class Reports {
  // `ask` has the whole page drawn anew.
  constructor(ask) {
    this.ask = ask;
    this.number = 0;
    this.inFlight = null; // the number of a report that waits for its answer
    this.shown = null;
    this.pageInFlight = false;
    this.patience = PATIENCE;
    this.onSent = () => {
      this.pageInFlight = true;
      clearTimeout(this.pageTimer);
      this.pageTimer = setTimeout(() => this.#pageDrawn(), MOST_PATIENCE);
    };
    this.onDrawn = () => this.#pageDrawn();
    document.addEventListener("adamscope-sent", this.onSent);
    document.addEventListener("adamscope-drawn", this.onDrawn);
  }

  update(component) {
    this.component = component;
    const { step, answered, address } = component.data;
    this.shown = step;
    follow(address);
    if (this.inFlight !== null && answered >= this.inFlight) {
      this.inFlight = null;
      this.patience = PATIENCE;
      clearTimeout(this.timer);
    }
    this.unfollow ??= clock.follow((_, resting) => resting && this.#tell());
    this.#tell();
  }

  #pageDrawn() {
    this.pageInFlight = false;
    clearTimeout(this.pageTimer);
    this.#tell();
  }

  #tell() {
    if (this.inFlight !== null || this.pageInFlight || !this.component) return;
    if (!clock.running || !clock.resting || clock.step === this.shown) return;
    this.inFlight = ++this.number;
    // The message may be lost with a connection, or with a server that did not know the inspector.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.inFlight = null;
      this.ask();
    }, this.patience);
    this.patience = Math.min(2 * this.patience, MOST_PATIENCE); // a page that takes long is not hurried
    // The page may have got another number of steps that is not drawn yet: the end of this run is its end then.
    this.component.setTriggerValue("step", { step: clock.step, last: clock.last, number: this.number });
  }

  remove() {
    clearTimeout(this.timer);
    clearTimeout(this.pageTimer);
    this.unfollow?.();
    document.removeEventListener("adamscope-sent", this.onSent);
    document.removeEventListener("adamscope-drawn", this.onDrawn);
  }
}
