// @ts-check
// Plotly. No other file knows its inside: elsewhere there are frames with their values and pixels, and elements.
// What begins with an underscore, and the classes of its elements, are as in version 4.1 of Plotly.js.

import { svg } from "./elements.js";

/** @import { Layout, Ranges, Trace } from "../types" */
/** @typedef {{ range: [number, number], _offset: number, _length: number, d2p(value: number): number, p2d(pixel: number): number }} Axis */
/** @typedef {{ data: any[], layout?: any, _fullData: any[], calcdata: any[][], _fullLayout: any, on(event: string, act: (event?: any) => void): void }} Drawn */

const FAILED =
  "The chart library could not be loaded, so there is no picture. Reload the page; if this stays, the server does not hand out its files.";
// Of Plotly's own buttons the picture to keep, and no more: they are stops on the keyboard's way through the
// page, and one of them would upload the chart.
const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: false,
  scrollZoom: true,
  modeBarButtons: [["toImage"]],
};

// Whether a trace is a path, which the page moves without Plotly.
function isMoved(/** @type {Trace["meta"]} */ meta) {
  return meta?.time === "path" || meta?.time === "pale";
}

const CLICK = 4; // pixels between press and release that still are a click

export class Library {
  /** @type {Promise<any> | null} */
  #loading = null;

  // It will be wanted in a moment.
  ask(/** @type {string} */ url) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "preload", as: "script", href: url }));
  }

  load(/** @type {string} */ url) {
    this.#loading ??= this.#load(url);
    return this.#loading;
  }

  #load(/** @type {string} */ url) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = () => ("Plotly" in window ? resolve(window.Plotly) : reject(new Error(FAILED)));
      script.onerror = () => {
        this.#loading = null;
        script.remove();
        reject(new Error(FAILED));
      };
      document.head.append(script);
    });
  }
}

// A pair of axes: where it stands in the graph, in pixels, and which pixel of it stands for which values.
export class Frame {
  /** @type {Axis} */
  #x;
  /** @type {Axis} */
  #y;

  constructor(/** @type {Axis} */ x, /** @type {Axis} */ y) {
    this.#x = x;
    this.#y = y;
    this.left = x._offset;
    this.width = x._length;
    this.top = y._offset;
    this.height = y._length;
  }

  // The same for frames that put every value on the same pixel.
  get key() {
    const ends = [0, this.width].map((at) => this.#x.p2d(at)).concat([0, this.height].map((at) => this.#y.p2d(at)));
    return [this.left, this.top, this.width, this.height, ...ends].join();
  }

  // What has no place, zero on a log axis, has no finite pixel.
  pixel(/** @type {number} */ x, /** @type {number} */ y) {
    return [this.#x.d2p(x), this.#y.d2p(y)];
  }

  /** @returns {[number, number]} */
  value(/** @type {number} */ left, /** @type {number} */ top) {
    return [this.#x.p2d(left), this.#y.p2d(top)];
  }

  // Have a sheet of ours lie where it is, and show nothing beyond.
  hold(/** @type {SVGElement} */ sheet) {
    const { left: x, top: y, width, height } = this;
    for (const [name, value] of Object.entries({ x, y, width, height })) sheet.setAttribute(name, String(value));
  }

  shows(/** @type {number[]} */ [left, top]) {
    return left >= -1 && left <= this.width + 1 && top >= -1 && top <= this.height + 1;
  }
}

export class Plot {
  /** @type {any} */
  #library = null;

  /**
   * @param {HTMLElement} element
   * @param {{ drawn(): void, moving(): void, moved(): void, picked?(point: any): void }} reader told when Plotly has drawn anew, and while
   *   and when the reader has moved the axes
   */
  constructor(element, reader) {
    this.element = element;
    this.reader = reader;
    this.gd = /** @type {HTMLElement & Drawn} */ (element);
  }

  /**
   * Draw all of it.
   *
   * @param {any} library
   * @param {Trace[]} traces
   * @param {Layout} layout
   * @param {object} own what this one has else than all
   * @param {Element} over what the page draws on top
   */
  async draw(library, traces, layout, own, over) {
    // Plotly is about to give every line its dash anew.
    for (const line of this.#all(".js-line")) delete line.dataset.dash;
    await library.react(this.gd, traces, { ...layout, autosize: true }, { ...CONFIG, ...own });
    if (this.#library) return;
    this.#library = library;
    this.element.append(over);
    this.gd.on("plotly_relayout", this.reader.moved);
    this.gd.on("plotly_click", (event) => event && this.reader.picked?.(event.points[0]));
    this.gd.on("plotly_relayouting", this.reader.moving);
    this.gd.on("plotly_afterplot", this.reader.drawn);
  }

  // Let Plotly know the paths that were moved without it, so that hovering and zooming find the new ones.
  // Its own ways to say so would work out the contours anew (restyle) or lose them (animate).
  settle(/** @type {Trace[]} */ traces) {
    traces.forEach(({ x, y, customdata, meta }, index) => {
      if (!isMoved(meta) || !x) return;
      Object.assign(this.gd.data[index], { x, y, customdata });
      Object.assign(this.gd._fullData[index], { x, y, customdata, _length: x.length });
      const points = this.gd.calcdata[index];
      points.length = Math.min(points.length, x.length);
      for (let i = 0; i < x.length; i++) {
        const finite = Number.isFinite(x[i]) && Number.isFinite(y[i]);
        const point = (points[i] ??= { i });
        [point.x, point.y] = finite ? [x[i], y[i]] : [undefined, undefined];
      }
    });
  }

  // Whether every trace but the paths has as many points as the one that Plotly drew.
  isAsLong(/** @type {Trace[]} */ traces) {
    return traces.every(({ x, meta }, index) => !x || isMoved(meta) || x.length === this.gd.data[index].x.length);
  }

  // Whether the marks, which neither move nor lie under all, stand where Plotly drew them.
  hasMarks(/** @type {Trace[]} */ traces) {
    return traces.every(
      ({ x, y, z, meta }, index) =>
        z || meta?.time || String([x, y]) === String([this.gd.data[index]?.x, this.gd.data[index]?.y]),
    );
  }

  // The axes of a trace on that y axis; null before the first drawing.
  frame(axis = "y") {
    const layout = this.gd._fullLayout;
    return layout?.xaxis ? new Frame(layout.xaxis, layout[`yaxis${axis.slice(1)}`]) : null;
  }

  /** @returns {Ranges | null} */
  get ranges() {
    const { xaxis, yaxis, yaxis2 } = this.gd._fullLayout;
    if (!xaxis || !yaxis) return null;
    return { x: [...xaxis.range], y: [...yaxis.range], ...(yaxis2 && { y2: [...yaxis2.range] }) };
  }

  setRanges(/** @type {Ranges} */ { x, y, y2 }) {
    const change = { "xaxis.range": x, "yaxis.range": y, ...(y2 && { "yaxis2.range": y2 }) };
    return this.#library.relayout(this.gd, change);
  }

  // The lines that stand there, which trace each of them is, and the dash that Plotly gave it: what playback
  // writes into the element's style is not it.
  get lines() {
    return this.#all(".scatterlayer > .trace").flatMap((group) => {
      const line = /** @type {SVGPathElement | null} */ (group.querySelector(".js-line"));
      const index = /** @type {any} */ (group).__data__?.[0]?.trace?.index;
      if (!line || index === undefined) return [];
      line.dataset.dash ??= line.style.strokeDasharray;
      return [{ line, index: Number(index), dash: line.dataset.dash }];
    });
  }

  // Give the lines of each trace, and its dots, so much of their strength; those that have all of it lie on top.
  shine(/** @type {(index: number) => number} */ strength) {
    const strengths = this.lines.map(({ line, index }) => ({ group: line.closest(".trace"), share: strength(index) }));
    const pale = new Set(strengths.filter(({ share }) => share < 1).map(({ group }) => group));
    for (const { group, share } of strengths) {
      if (!(group instanceof SVGElement)) continue;
      const opacity = share < 1 ? String(share) : "";
      if (group.style.opacity !== opacity) group.style.opacity = opacity;
      // Only what lies under a pale one is moved: the browser draws anew what is.
      let above = group.nextElementSibling;
      while (above && !pale.has(above)) above = above.nextElementSibling;
      if (above && share === 1) group.parentNode?.append(group);
    }
  }

  // Of the annotations of these names the element, if it stands there, and where Plotly put it.
  labels(/** @type {{ has(name: string): boolean }} */ names) {
    const { annotations, _size: size } = this.gd._fullLayout;
    return /** @type {any[]} */ (annotations).flatMap(({ name, x, y }, index) => {
      if (!names.has(name)) return [];
      const [element] = this.#all(`.annotation[data-index="${index}"]`);
      return element
        ? [{ name: String(name), element, left: size.l + x * size.w, top: size.t + (1 - y) * size.h }]
        : [];
    });
  }

  // Show all lines as far as this pixel: one clip rectangle, in every subplot's own coordinates. `id` is its name.
  cut(/** @type {number} */ right, /** @type {string} */ id) {
    const [page] = this.#all(".main-svg");
    let rectangle = page.querySelector(`#${id} rect`);
    rectangle ??= svg(svg(page, "clipPath", { id }), "rect", { x: -50, y: -5000, height: 20000 });
    rectangle.setAttribute("width", String(Math.min(Math.max(50 + right, 0), 20000)));
    const clip = `url(#${id})`;
    for (const layer of this.#all(".scatterlayer"))
      if (layer.getAttribute("clip-path") !== clip) layer.setAttribute("clip-path", clip);
  }

  uncut() {
    for (const layer of this.#all(".scatterlayer[clip-path]")) layer.removeAttribute("clip-path");
  }

  // Whether what the pointer is over is the plot itself, and neither a button nor the axes.
  isUnder(/** @type {Event} */ event) {
    return event.target instanceof Element && event.target.closest(".nsewdrag") !== null;
  }

  // The values that stand there on the screen.
  at(/** @type {number} */ clientX, /** @type {number} */ clientY) {
    const frame = this.frame();
    const box = this.element.getBoundingClientRect();
    return frame && frame.value(clientX - box.left - frame.left, clientY - box.top - frame.top);
  }

  /**
   * Call `act` with every press on the plot itself that is released where it was; the answer ends that.
   *
   * @param {(release: PointerEvent) => void} act
   */
  onClick(act) {
    /** @type {PointerEvent | null} */
    let pressed = null;
    const press = (/** @type {PointerEvent} */ event) => {
      pressed = event.button === 0 && this.isUnder(event) ? event : null;
    };
    const release = (/** @type {PointerEvent} */ event) => {
      const near = pressed && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < CLICK;
      if (near && event.pointerId === pressed?.pointerId) act(event);
      pressed = null;
    };
    this.element.addEventListener("pointerdown", press, true);
    window.addEventListener("pointerup", release, true);
    return () => window.removeEventListener("pointerup", release, true);
  }

  // Change some traces, without more ado.
  restyle(/** @type {object} */ change, /** @type {number[]} */ indices) {
    if (indices.length) this.#library?.restyle(this.gd, change, indices);
  }

  resize() {
    if (this.#library && this.element.offsetWidth) this.#library.Plots.resize(this.gd);
  }

  remove() {
    this.#library?.purge(this.gd);
  }

  #all(/** @type {string} */ selector) {
    return /** @type {(HTMLElement | SVGElement)[]} */ ([...this.element.querySelectorAll(selector)]);
  }
}
