// @ts-check
// Examples of the reader's own: handles over them to drag, to move with arrow keys, or to remove; a click adds one.

import { element } from "./elements.js";
import { Outbox } from "./newest.js";
import { short } from "./numerals.js";
import { ARROWS } from "./start.js";

/** @import { Point } from "../types" */
/** @import { Plot } from "./plotly.js" */
/** @import { Previews } from "./previews.js" */

const FINE = 2; // decimals more than the width of an axis has

export class DataPoints {
  /** @type {Point[] | null} */
  points = null; // null where they are not the reader's
  /** @type {[number, number]} */
  #range = [0, 0]; // the fewest and the most of them
  /** @type {HTMLButtonElement[]} */
  #handles = [];
  isDragged = false; // one of them

  /**
   * @param {Plot} plot
   * @param {Element} holder
   * @param {(message: { text: string, sequence: number }) => void} send
   * @param {() => Previews | null} previews what shows, while one is dragged, what that would do
   */
  constructor(plot, holder, send, previews) {
    this.plot = plot;
    this.holder = holder;
    this.previews = previews;
    /** @type {Outbox<string>} */
    this.messages = new Outbox((text, sequence) => send({ text, sequence }));
    this.unlisten = plot.onClick(({ clientX, clientY }) => {
      const at = this.plot.at(clientX, clientY);
      if (at && this.points && this.points.length < this.#range[1]) this.#set([...this.points, this.#rounded(at)]);
    });
  }

  /**
   * The answer to message `acknowledged` is on the screen, with the points as Python has them.
   *
   * @param {Point[] | null} points
   * @param {[number, number]} range the fewest and the most that there can be
   * @param {number} acknowledged
   */
  drawn(points, range, acknowledged) {
    this.#range = range;
    this.messages.answered(acknowledged);
    if (!this.messages.waiting && !this.isDragged) this.points = points;
    this.place();
  }

  place() {
    const frame = this.plot.frame();
    const points = (frame && this.points) ?? [];
    while (this.#handles.length > points.length) this.#handles.pop()?.remove();
    while (this.#handles.length < points.length) this.#handles.push(this.#handle(this.#handles.length));
    points.forEach(([x, y], index) => {
      const handle = this.#handles[index];
      const [left, top] = frame?.pixel(x, y) ?? [NaN, NaN];
      handle.style.visibility = frame?.shows([left, top]) ? "visible" : "hidden";
      if (frame)
        handle.style.transform = `translate(${frame.left + left}px, ${frame.top + top}px) translate(-50%, -50%)`;
      const removes = points.length > this.#range[0] ? " Delete removes it." : "";
      const place = `x = ${short(x, 4)}, y = ${short(y, 4)}`;
      handle.setAttribute("aria-label", `Point ${index + 1}, ${place}. Drag it, or use the arrow keys.${removes}`);
    });
  }

  #handle(/** @type {number} */ index) {
    const handle = element(this.holder, "button", "ads-point");
    handle.title = "drag it; a double click removes it";
    handle.onpointerdown = (event) => this.#grab(handle, index, event);
    handle.onkeydown = (event) => this.#key(index, event);
    handle.ondblclick = () => this.#drop(index);
    return handle;
  }

  #grab(/** @type {HTMLButtonElement} */ handle, /** @type {number} */ index, /** @type {PointerEvent} */ event) {
    if (event.button !== 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const previews = this.previews();
    let moved = false;
    this.isDragged = true;
    previews?.hold(() => ({ held: "points", text: written(this.points ?? []) }));
    handle.onpointermove = (move) => {
      moved ||= Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) > 1;
      const at = moved && this.#inFrame(move);
      if (!at || !this.points) return;
      this.points = this.points.with(index, this.#rounded(at));
      this.place();
      previews?.moved();
    };
    handle.onpointerup = handle.onpointercancel = () => {
      this.isDragged = false;
      handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
      previews?.release(false);
      if (moved && this.points) this.#set(this.points);
    };
  }

  // The values under the pointer, which stays inside of the axes.
  #inFrame(/** @type {PointerEvent} */ { clientX, clientY }) {
    const frame = this.plot.frame();
    if (!frame) return null;
    const box = this.plot.element.getBoundingClientRect();
    const within = (/** @type {number} */ value, /** @type {number} */ most) => Math.min(Math.max(value, 0), most);
    return frame.value(
      within(clientX - box.left - frame.left, frame.width),
      within(clientY - box.top - frame.top, frame.height),
    );
  }

  #key(/** @type {number} */ index, /** @type {KeyboardEvent} */ event) {
    const direction = ARROWS[event.key];
    const isRemoval = event.key === "Delete" || event.key === "Backspace";
    if ((!direction && !isRemoval) || event.ctrlKey || event.metaKey || event.altKey || !this.points) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRemoval) return this.#drop(index);
    const { ranges } = this.plot;
    if (!ranges) return;
    const share = event.shiftKey ? 0.001 : 0.01;
    const [x, y] = this.points[index];
    const to = [x + direction[0] * share * width(ranges.x), y + direction[1] * share * width(ranges.y)];
    this.#set(this.points.with(index, this.#rounded(/** @type {Point} */ (to), 1)));
  }

  #drop(/** @type {number} */ index) {
    if (this.points && this.points.length > this.#range[0]) this.#set(this.points.filter((_, i) => i !== index));
  }

  #set(/** @type {Point[]} */ points) {
    this.points = points;
    this.place();
    this.messages.post(written(points));
  }

  // In as many decimals as can be told apart on the screen, and so many more.
  /** @returns {Point} */
  #rounded(/** @type {Point} */ [x, y], more = 0) {
    const { ranges } = this.plot;
    const round = (/** @type {number} */ value, /** @type {number} */ size) => {
      const decimals = Math.min(Math.max(FINE + more - Math.floor(Math.log10(size)), 0), 12);
      return Number(value.toFixed(decimals));
    };
    return ranges ? [round(x, width(ranges.x)), round(y, width(ranges.y))] : [x, y];
  }

  remove() {
    for (const handle of this.#handles) handle.remove();
    this.messages.remove();
    this.unlisten();
  }
}

function width(/** @type {[number, number]} */ [low, high]) {
  return Math.abs(high - low);
}

// As Python reads them.
function written(/** @type {Point[]} */ points) {
  return points.map(([x, y]) => `${x} ${y}`).join("; ");
}
