// The start: a handle over the map to drag, to move with arrow keys, or to send for by a click anywhere.
// One message is in flight at a time; the next leaves when the last answer is drawn, and the newest wins.

const CLICK = 4; // pixels between press and release that still are a click
const PATIENCE = 8000; // milliseconds after which an answer that never came is asked for again
const MOST_TRIES = 4; // each with twice the patience of the one before

export class Start {
  constructor(graph, send) {
    this.graph = graph;
    this.send = send;
    this.sequence = 0;
    this.inFlight = null;
    this.waiting = null;
    this.tries = 0;
    this.handle = document.createElement("button");
    this.handle.type = "button";
    this.handle.className = "ads-start";
    graph.gd.parentElement.append(this.handle);
    this.handle.onpointerdown = (event) => this.#grab(event);
    this.handle.onkeydown = (event) => this.#key(event);
    this.#listenForClicks(graph.gd);
  }

  // The answer to message `acknowledged` is on the screen, with the start where Python has it.
  drawn(point, view, acknowledged) {
    this.view = view;
    if (this.inFlight !== null && acknowledged >= this.inFlight) this.#answered();
    if (this.inFlight === null && !this.dragging) this.point = point;
    this.sequence = Math.max(this.sequence, acknowledged);
    this.place();
  }

  place() {
    const axes = this.graph.axes;
    if (!this.point) this.handle.style.visibility = "hidden";
    if (!axes || !this.point) return;
    const x = axes.x.c2p(this.point[0]);
    const y = axes.y.c2p(this.point[1]);
    const inside = x >= -1 && x <= axes.x._length + 1 && y >= -1 && y <= axes.y._length + 1;
    this.handle.style.visibility = inside ? "visible" : "hidden";
    this.handle.style.transform = `translate(${axes.x._offset + x}px, ${axes.y._offset + y}px) translate(-50%, -50%)`;
    const [a, b] = this.point.map((value) => Number(value.toPrecision(4)));
    this.handle.setAttribute("aria-label", `Start of the runs, x = ${a}, y = ${b}. Drag, or use the arrow keys.`);
    this.handle.title = `start (${a}, ${b}): drag, or click anywhere on the map`;
  }

  #moveTo(point) {
    this.point = point;
    this.place();
    this.waiting = point;
    this.#flush();
  }

  #flush() {
    if (this.inFlight !== null || !this.waiting) return;
    const [x, y] = this.waiting;
    this.waiting = null;
    this.inFlight = ++this.sequence;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#lost([x, y]), PATIENCE * 2 ** this.tries);
    this.send({ x, y, sequence: this.inFlight });
  }

  // No answer came: the message may have been lost with a connection. The newest start is sent again.
  #lost(point) {
    if (++this.tries < MOST_TRIES) this.waiting ??= point;
    this.inFlight = null;
    this.#flush();
  }

  #answered() {
    clearTimeout(this.timer);
    this.tries = 0;
    this.inFlight = null;
    this.#flush();
  }

  #at(event, offset = [0, 0]) {
    const { x: xa, y: ya } = this.graph.axes;
    const box = this.graph.gd.getBoundingClientRect();
    return [
      xa.p2c(event.clientX - box.left - xa._offset - offset[0]),
      ya.p2c(event.clientY - box.top - ya._offset - offset[1]),
    ];
  }

  #inView(point) {
    return point.map((value, axis) => Math.min(Math.max(value, this.view[axis][0]), this.view[axis][1]));
  }

  #grab(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.handle.focus({ preventScroll: true });
    this.handle.setPointerCapture(event.pointerId);
    const box = this.handle.getBoundingClientRect();
    // The point under the finger stays under the finger.
    const offset = [event.clientX - (box.left + box.width / 2), event.clientY - (box.top + box.height / 2)];
    this.dragging = true;
    let moved = false;
    this.handle.onpointermove = (move) => {
      moved ||= Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY) > 1;
      if (moved) this.#moveTo(this.#inView(this.#at(move, offset)));
    };
    this.handle.onpointerup = this.handle.onpointercancel = () => {
      this.dragging = false;
      this.handle.onpointermove = this.handle.onpointerup = this.handle.onpointercancel = null;
    };
  }

  #key(event) {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] }[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const share = event.shiftKey ? 0.001 : 0.01;
    this.#moveTo(
      this.#inView(
        this.point.map((value, axis) => value + direction[axis] * share * (this.view[axis][1] - this.view[axis][0])),
      ),
    );
  }

  #listenForClicks(gd) {
    let pressed = null;
    gd.addEventListener(
      "pointerdown",
      (event) => {
        pressed = event.button === 0 && event.target.closest(".nsewdrag") ? event : null;
      },
      true,
    );
    window.addEventListener(
      "pointerup",
      (this.onRelease = (event) => {
        const near = pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < CLICK;
        if (near && this.point && event.pointerId === pressed.pointerId) this.#moveTo(this.#at(event));
        pressed = null;
      }),
      true,
    );
  }

  remove() {
    clearTimeout(this.timer);
    window.removeEventListener("pointerup", this.onRelease, true);
  }
}
