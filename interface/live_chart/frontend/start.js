// @ts-check
// The start: a handle over the map to drag, to move with arrow keys, or to send for by a click anywhere.

import { element } from "./elements.js";
import { Outbox } from "./newest.js";
import { short } from "./numerals.js";

/** @import { Point, Range } from "../types" */
/** @import { Plot } from "./plotly.js" */
/** @import { Previews } from "./previews.js" */

/** @type {Record<string, Point>} */
export const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

export class Start {
  /** @type {Point | null} */
  point = null;
  /** @type {[Range, Range] | null} */
  view = null;
  dragging = false;

  /**
   * @param {Plot} plot
   * @param {Element} holder
   * @param {(message: { x: number, y: number, sequence: number }) => void} send
   * @param {() => Previews | null} previews what shows, while it is dragged, where the runs would go; without it
   *   every move is sent
   */
  constructor(plot, holder, send, previews) {
    this.plot = plot;
    this.previews = previews;
    /** @type {Outbox<Point>} */
    this.messages = new Outbox(([x, y], sequence) => send({ x, y, sequence }));
    this.handle = element(holder, "button", "ads-start");
    this.handle.onpointerdown = (event) => this.#grab(event);
    this.handle.onkeydown = (event) => this.#key(event);
    this.unlisten = plot.onClick(({ clientX, clientY }) => this.point && this.#moveTo(plot.at(clientX, clientY)));
  }

  /**
   * The answer to message `acknowledged` is on the screen, with the start where Python has it.
   *
   * @param {Point | null} point
   * @param {[Range, Range] | null} view
   * @param {number} acknowledged
   */
  drawn(point, view, acknowledged) {
    this.view = view;
    this.messages.answered(acknowledged);
    if (!this.messages.waiting && !this.dragging) this.point = point;
    this.place();
  }

  place() {
    const frame = this.plot.frame();
    if (!this.point) this.handle.style.visibility = "hidden";
    if (!frame || !this.point) return;
    const [x, y] = this.point;
    const [left, top] = frame.pixel(x, y);
    this.handle.style.visibility = frame.shows([left, top]) ? "visible" : "hidden";
    this.handle.style.transform = `translate(${frame.left + left}px, ${frame.top + top}px) translate(-50%, -50%)`;
    const [a, b] = [short(x, 4), short(y, 4)];
    this.handle.setAttribute("aria-label", `Start of the runs, x = ${a}, y = ${b}. Drag, or use the arrow keys.`);
    this.handle.title = `start (${a}, ${b}): drag, or click anywhere on the map`;
  }

  #moveTo(/** @type {Point | null} */ point) {
    if (!point) return;
    this.#put(point);
    this.messages.post(point);
  }

  #put(/** @type {Point} */ point) {
    this.point = point;
    this.place();
  }

  /** @returns {Point | null} */
  #inView(/** @type {Point | null} */ point) {
    if (!point || !this.view) return null;
    const [x, y] = this.view;
    return [Math.min(Math.max(point[0], x[0]), x[1]), Math.min(Math.max(point[1], y[0]), y[1])];
  }

  #grab(/** @type {PointerEvent} */ event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
    const box = this.handle.getBoundingClientRect();
    // The point under the finger stays under the finger.
    const [dx, dy] = [event.clientX - (box.left + box.width / 2), event.clientY - (box.top + box.height / 2)];
    const previews = this.previews();
    this.dragging = true;
    let moved = false;
    previews?.hold(() => ({ held: "start", text: String(this.point) }));
    this.handle.onpointermove = (move) => {
      moved ||= Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) > 1;
      const point = moved && this.#inView(this.plot.at(move.clientX - dx, move.clientY - dy));
      if (!point) return;
      if (!previews) return this.#moveTo(point);
      this.#put(point);
      previews.moved();
    };
    this.handle.onpointerup = this.handle.onpointercancel = () => {
      this.dragging = false;
      this.handle.onpointermove = this.handle.onpointerup = this.handle.onpointercancel = null;
      previews?.release(false);
      if (moved && previews) this.#moveTo(this.point);
    };
  }

  #key(/** @type {KeyboardEvent} */ event) {
    const direction = ARROWS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey || !this.point || !this.view) return;
    event.preventDefault();
    event.stopPropagation();
    const share = event.shiftKey ? 0.001 : 0.01;
    const [x, y] = this.view;
    const [dx, dy] = [direction[0] * share * (x[1] - x[0]), direction[1] * share * (y[1] - y[0])];
    this.#moveTo(this.#inView([this.point[0] + dx, this.point[1] + dy]));
  }

  remove() {
    this.handle.remove();
    this.messages.remove();
    this.unlisten();
  }
}
