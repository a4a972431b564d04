// @ts-check
// The player: which step is shown, and the buttons and keys that move it. Steps run from 0 to `last`.

import { element } from "./elements.js";

/** @import { Seek } from "../message" */
/** @import { Keyboard } from "./keys.js" */

const SECONDS = 8; // a whole run at normal speed
const OPENING = 3; // the first one
/** @type {Record<string, string>} */
const ICONS = {
  first: "M6 5h2v14H6zM20 5v14L9 12z",
  back: "M16 5v14L5 12zM17 5h2v14h-2z",
  play: "M7 4v16l13-8z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  forward: "M8 5v14l11-7zM5 5h2v14H5z",
  last: "M16 5h2v14h-2zM4 5v14l11-7z",
};

function icon(/** @type {string} */ name) {
  return `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
}

export class Player {
  last = 0;
  step = 0;
  atEnd = true;
  speed = 1;
  playing = false;
  /** @type {number | undefined} */
  #sought; // the number of the last seek
  /** @type {{ step: number, atEnd: boolean } | null} */
  #left = null; // where it was left, while what would be is shown
  /** @type {object | undefined} */
  #tape; // of this playing; another one put in ends it

  /**
   * @param {Element} holder
   * @param {(step: number, resting: boolean, last: number) => void} onStep called with every step to be shown
   * @param {Keyboard} keyboard
   */
  constructor(holder, onStep, keyboard) {
    this.onStep = onStep;
    this.keyboard = keyboard;
    holder.setAttribute("role", "group");
    holder.setAttribute("aria-label", "Playback");
    const button = (/** @type {string} */ name, /** @type {string} */ title, /** @type {() => void} */ act) => {
      const made = element(holder, "button", `ads-${name}`);
      made.innerHTML = icon(name);
      label(made, title);
      made.onclick = act;
      return made;
    };
    this.buttons = {
      first: button("first", "Go to the start (Home)", () => this.go(0)),
      back: button("back", "One step back (left arrow)", () => this.go(this.step - 1)),
      play: button("play", "Play (space)", () => this.toggle()),
      forward: button("forward", "One step forward (right arrow)", () => this.go(this.step + 1)),
      last: button("last", "Go to the end (End)", () => this.go(this.last)),
    };
    this.scrub = element(holder, "input", "ads-scrub");
    Object.assign(this.scrub, { type: "range", min: 0, step: 1 });
    this.scrub.setAttribute("aria-label", "Step");
    this.scrub.oninput = () => this.go(Number(this.scrub.value));
    this.readout = element(holder, "output", "ads-step");
    const select = element(holder, "select", "ads-speed");
    label(select, "Playback speed");
    for (const speed of [0.25, 0.5, 1, 2, 4])
      select.add(new Option(`${speed}×`, String(speed), speed === 1, speed === 1));
    select.onchange = () => (this.speed = Number(select.value));
    this.onKey = (/** @type {KeyboardEvent} */ event) => this.#key(event);
    document.addEventListener("keydown", this.onKey, true); // before a control that has the focus
  }

  // A message is here and not drawn yet: what follows from its runs stays out of sight until they have played.
  awaits(/** @type {Seek} */ { number, play }) {
    if (play && number !== this.#sought) reveals(true);
  }

  // The step that is seen first.
  opening(/** @type {number} */ last, /** @type {Seek} */ { step, play }, isNew = false) {
    return play || playsFor(isNew) ? 0 : Math.min(step, last);
  }

  // A new run, and where Python sends the reader, once for every number: at once, or playing from the start.
  // A player that rested at the end stays at the end.
  // For a new reader the first one is played, quickly; who asked for less motion sees its end.
  update(/** @type {number} */ last, /** @type {Seek} */ { number, step, play }, isNew = false) {
    if (this.#left) Object.assign(this, this.#left);
    this.#left = null;
    this.#reach(last);
    if (number === this.#sought) {
      this.#set(this.atEnd ? last : Math.min(this.step, last));
      return;
    }
    const isFirst = this.#sought === undefined;
    this.#sought = number;
    this.playing = false;
    this.#playButton();
    reveals(play);
    if (play) this.play(step, 0);
    else if (isFirst && playsFor(isNew)) this.play(step, 0, OPENING);
    else this.#set(step);
  }

  // Runs that would have so many steps are shown as far as it has come, which it does not forget for that.
  suppose(/** @type {number} */ last) {
    this.#reach(last);
    if (this.playing) return;
    this.#left ??= { step: this.step, atEnd: this.atEnd };
    this.#set(this.#left.atEnd ? last : Math.min(this.#left.step, last));
  }

  #reach(/** @type {number} */ last) {
    this.last = last;
    this.scrub.max = String(last);
  }

  go(/** @type {number} */ step) {
    this.#left = null;
    this.pause();
    this.#set(step);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play(until = this.last, from = this.step >= this.last ? 0 : this.step, seconds = SECONDS) {
    if (this.last === 0) return;
    this.playing = true;
    this.#set(from);
    this.#playButton();
    const tape = (this.#tape = {});
    let position = this.step;
    let before = performance.now();
    const frame = (/** @type {number} */ now) => {
      if (!this.playing || this.#tape !== tape) return;
      // Someone who asked for less motion gets whole steps at a calm pace instead of a glide.
      const calm = isCalm();
      const elapsed = Math.max(now - before, 0);
      if (!calm || elapsed > 500) {
        position += calm ? Math.max(1, this.last / 16) : (elapsed / 1000 / seconds) * this.last * this.speed;
        before = now;
        this.#set(Math.min(Math.floor(position), until));
      }
      if (this.step >= Math.min(until, this.last)) this.pause();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    reveals(false);
    this.#playButton();
    this.readout.replaceChildren(...this.readout.childNodes); // where it rests is read aloud
    this.onStep(this.step, true, this.last);
  }

  remove() {
    this.pause();
    document.removeEventListener("keydown", this.onKey, true);
  }

  #set(/** @type {number} */ step) {
    this.step = Math.min(Math.max(Math.round(step), 0), this.last);
    this.atEnd = this.step === this.last;
    this.scrub.value = String(this.step);
    this.readout.textContent = `step ${this.step} of ${this.last}`;
    this.buttons.first.disabled = this.buttons.back.disabled = this.step === 0;
    this.buttons.last.disabled = this.buttons.forward.disabled = this.atEnd;
    this.onStep(this.step, !this.playing, this.last);
  }

  #playButton() {
    this.buttons.play.innerHTML = icon(this.playing ? "pause" : "play");
    // An output is read aloud with every change; while it plays that would be a stream of numbers.
    this.readout.ariaLive = this.playing ? "off" : "polite";
    label(this.buttons.play, this.playing ? "Pause (space)" : "Play (space)");
  }

  // Keys belong to the player while no form control, and nothing else that uses them, has the focus.
  #key(/** @type {KeyboardEvent} */ event) {
    if (!(event.key === " " ? this.keyboard.isSpaceFree(event) : this.keyboard.isArrowFree(event))) return;
    /** @type {Record<string, () => void>} */
    const acts = {
      " ": () => this.toggle(),
      ArrowLeft: () => this.go(this.step - 1),
      ArrowRight: () => this.go(this.step + 1),
      Home: () => this.go(0),
      End: () => this.go(this.last),
    };
    if (!(event.key in acts)) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }
}

function reveals(/** @type {boolean} */ now) {
  document.documentElement.toggleAttribute("data-adamscope-reveals", now);
}

const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

// Whether the reader asked for less motion.
function isCalm() {
  return lessMotion.matches;
}

// Whether a reader's first run is played without being asked for.
function playsFor(/** @type {boolean} */ isNew) {
  return isNew && !isCalm();
}

function label(/** @type {HTMLElement} */ element, /** @type {string} */ text) {
  element.title = text;
  element.setAttribute("aria-label", text.replace(/ \(.*\)$/, ""));
}
