// One Plotly graph that lives as long as the page: it is redrawn as little as possible, keeps the reader's
// zoom, and shows its runs up to any step without asking Plotly again.
//
// Paths on the map are Plotly's own elements, but their line and their dots (an SVG marker on every
// vertex, not a node per dot) are written here: at once when only paths have changed, and for playback.

import { decodeTrace } from "./arrays.js";
import { paint } from "./theme.js";

const SVG = "http://www.w3.org/2000/svg";
const LABEL_GAP = 9; // pixels from a line's head to its name
const LABEL_HEIGHT = 15;
const FAR = 1e6; // pixels: beyond, a browser's coordinates lose precision
// Of Plotly's own buttons the picture to keep, and no more: they are stops on the keyboard's way through the
// page, and one of them would upload the chart.
const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: false,
  scrollZoom: true,
  modeBarButtons: [["toImage"]],
};

let clips = 0;

export class Graph {
  constructor(element, onViewChange, config = {}) {
    this.config = { ...CONFIG, ...config };
    this.gd = element;
    this.onViewChange = onViewChange;
    this.zoom = null;
    this.signature = null;
    this.step = Infinity;
    this.heads = document.createElementNS(SVG, "svg");
    this.heads.setAttribute("class", "ads-heads");
    this.markers = document.createElementNS(SVG, "defs");
    this.clipId = `ads-clip-${++clips}`;
  }

  // Draw a figure {data, layout}. `ground` is the decoded trace for slot 0, or null.
  async draw(Plotly, figure, ground, palette, theme) {
    const layout = paint(structuredClone(figure.layout), palette);
    const traces = figure.data.map((trace) => withOwnDots(paint(decodeTrace(trace), palette)));
    if (ground?.trace) traces[0] = paint({ ...ground.trace }, palette);
    const arrays = ({ x, y, customdata, ...rest }) => rest;
    const signature = JSON.stringify([theme, ground?.id, layout, figure.data.map(arrays)]);
    const onlyPaths = signature === this.signature && ground?.trace && this.#asLong(traces);
    this.signature = signature;
    this.traces = traces;
    this.base = structuredClone({ x: layout.xaxis.range, y: layout.yaxis.range, y2: layout.yaxis2?.range });
    if (this.revision !== layout.uirevision) this.zoom = null;
    this.revision = layout.uirevision;
    delete layout.uirevision;
    if (onlyPaths) {
      this.#settle(traces);
      this.redrawn();
      return;
    }
    if (this.zoom) this.#applyZoom(layout);
    // Plotly is about to give every line its dash anew.
    for (const line of this.gd.querySelectorAll(".js-line")) delete line.dataset.dash;
    await Plotly.react(this.gd, traces, { ...layout, autosize: true }, this.config);
    if (!this.listening) this.#listen();
    this.redrawn();
  }

  // Let Plotly know the paths that were moved without it, so that hovering and zooming find the new ones.
  // Its own ways to say so would work out the contours anew (restyle) or lose them (animate).
  #settle(traces) {
    traces.forEach((trace, index) => {
      if (trace.meta?.time !== "path") return;
      const { x, y, customdata } = trace;
      Object.assign(this.gd.data[index], { x, y, customdata });
      Object.assign(this.gd._fullData[index], { x, y, customdata });
      this.gd.calcdata[index].forEach((point, i) => {
        const finite = Number.isFinite(x[i]) && Number.isFinite(y[i]);
        [point.x, point.y] = finite ? [x[i], y[i]] : [undefined, undefined];
      });
    });
  }

  // Whether every trace has as many points as the one that Plotly drew.
  #asLong(traces) {
    return traces.every(({ x }, index) => !x || x.length === this.gd.data[index].x.length);
  }

  #applyZoom(layout) {
    layout.xaxis.range = this.zoom.x;
    layout.yaxis.range = this.zoom.y;
    if (layout.yaxis2 && this.zoom.y2) layout.yaxis2.range = this.zoom.y2;
  }

  #listen() {
    this.listening = true;
    this.gd.append(this.heads);
    this.heads.append(this.markers);
    const seen = () => {
      this.redrawn();
      this.onViewChange();
    };
    this.gd.on("plotly_relayout", () => {
      const { xaxis, yaxis, yaxis2 } = this.gd._fullLayout;
      const now = { x: [...xaxis.range], y: [...yaxis.range], y2: yaxis2 && [...yaxis2.range] };
      const same = (a, b) => !b || a.every((value, i) => Math.abs(value - b[i]) < 1e-9 * Math.abs(b[1] - b[0]));
      const home = same(now.x, this.base.x) && same(now.y, this.base.y) && (!now.y2 || same(now.y2, this.base.y2));
      this.zoom = home ? null : now;
      seen();
    });
    this.gd.on("plotly_relayouting", () => {
      this.#placeHeads();
      this.onViewChange();
    });
    this.gd.on("plotly_afterplot", seen);
  }

  setRange(Plotly, x, y, y2) {
    const change = { "xaxis.range": x, "yaxis.range": y };
    if (y2) change["yaxis2.range"] = y2;
    return Plotly.relayout(this.gd, change);
  }

  reset(Plotly) {
    return this.setRange(Plotly, this.base.x, this.base.y, this.base.y2);
  }

  get axes() {
    const layout = this.gd._fullLayout;
    return layout ? { x: layout.xaxis, y: layout.yaxis, y2: layout.yaxis2 } : null;
  }

  // Plotly has drawn anew: find its elements again and put the current step back on them.
  redrawn() {
    this.paths = null;
    this.show(this.step);
  }

  // Show every run up to step k.
  show(k) {
    this.step = k;
    if (!this.gd._fullLayout || !this.traces) return;
    const kinds = new Set(this.traces.map((trace) => trace.meta?.time));
    if (kinds.has("path")) this.#showPaths(k);
    if (kinds.has("x")) this.#showUpTo(k);
    else for (const layer of this.gd.querySelectorAll(".scatterlayer[clip-path]")) layer.removeAttribute("clip-path");
    this.#placeHeads();
  }

  #showPaths(k) {
    this.paths ??= this.#measure();
    for (const path of this.paths) {
      const last = path.vertices.length - 1;
      const shown = Math.min(k, last);
      // A line with dots is cut, so that its dots go too; a long one is dashed, which is faster.
      const end = path.dots ? shown : last;
      if (path.end !== end) path.line.setAttribute("d", path.vertices.slice(0, end + 1).join(""));
      path.end = end;
      if (path.shown !== shown)
        path.line.style.strokeDasharray =
          path.dots || shown === last ? path.dash : dashesUpTo(path.lengths[shown], path.dash);
      path.shown = shown;
    }
  }

  // For every path: Plotly's element, and our own line through all of its vertices with their arc lengths.
  #measure() {
    const { x: xa, y: ya } = this.axes;
    this.markers.replaceChildren();
    return [...this.gd.querySelectorAll(".scatterlayer > .trace")].flatMap((group) => {
      const trace = this.traces[group.__data__?.[0]?.trace?.index];
      const line = group.querySelector(".js-line");
      if (trace?.meta?.time !== "path" || !line) return [];
      const lengths = [];
      const vertices = [];
      let last = null;
      for (let i = 0; i < trace.x.length; i++) {
        let point = [xa.c2p(trace.x[i]), ya.c2p(trace.y[i])];
        if (!point.every(Number.isFinite)) break;
        const far = last ? Math.max(Math.abs(point[0]), Math.abs(point[1])) / FAR : 0;
        if (far > 1) point = point.map((value, axis) => last[axis] + (value - last[axis]) / far);
        lengths.push(last ? lengths[i - 1] + Math.hypot(point[0] - last[0], point[1] - last[1]) : 0);
        vertices.push(`${last ? "L" : "M"}${point[0].toFixed(2)},${point[1].toFixed(2)}`);
        last = point;
        if (far > 1) break;
      }
      // Plotly's dash for this line; what playback wrote is not it.
      line.dataset.dash ??= line.style.strokeDasharray;
      if (trace.dots) line.style.markerMid = `url(#${this.#marker(trace)})`;
      else line.style.markerMid = "";
      return [{ line, lengths, vertices, dots: trace.dots, dash: line.dataset.dash }];
    });
  }

  #marker({ line, dots }) {
    const marker = document.createElementNS(SVG, "marker");
    marker.id = `${this.clipId}-dot-${this.markers.childElementCount}`;
    const attributes = {
      markerUnits: "userSpaceOnUse",
      markerWidth: dots,
      markerHeight: dots,
      refX: dots / 2,
      refY: dots / 2,
    };
    for (const [name, value] of Object.entries(attributes)) marker.setAttribute(name, value);
    const dot = document.createElementNS(SVG, "circle");
    for (const name of ["cx", "cy", "r"]) dot.setAttribute(name, dots / 2);
    dot.style.fill = line.color;
    marker.append(dot);
    this.markers.append(marker);
    return marker.id;
  }

  // Curves over the step: one clip rectangle, in every subplot's own coordinates.
  #showUpTo(k) {
    const svg = this.gd.querySelector(".main-svg");
    let rect = svg.querySelector(`#${this.clipId} rect`);
    if (!rect) {
      const clip = document.createElementNS(SVG, "clipPath");
      clip.id = this.clipId;
      rect = document.createElementNS(SVG, "rect");
      for (const [name, value] of Object.entries({ x: -50, y: -5000, height: 20000 })) rect.setAttribute(name, value);
      clip.append(rect);
      svg.append(clip);
    }
    const end = Math.max(...this.traces.map((trace) => trace.y.length - 1), 0);
    rect.setAttribute("width", k >= end ? 20000 : Math.max(50 + this.axes.x.c2p(k), 0));
    const clip = `url(#${this.clipId})`;
    for (const layer of this.gd.querySelectorAll(".scatterlayer"))
      if (layer.getAttribute("clip-path") !== clip) layer.setAttribute("clip-path", clip);
  }

  #placeHeads() {
    if (!this.axes || !this.traces) return;
    const timed = this.traces.filter((trace) => trace.meta?.time);
    const heads = [...this.heads.querySelectorAll(":scope > circle")];
    while (heads.length > timed.length) heads.pop().remove();
    while (heads.length < timed.length) {
      const head = document.createElementNS(SVG, "circle");
      head.setAttribute("r", 5);
      this.heads.append(head);
      heads.push(head);
    }
    const { x: xa, y: y1, y2 } = this.axes;
    const ends = new Map();
    timed.forEach((trace, i) => {
      const head = heads[i];
      const ya = trace.yaxis === "y2" ? y2 : y1;
      let step = Math.min(this.step, trace.y.length - 1);
      while (step > 0 && !Number.isFinite(ya.c2p(ya.d2c(trace.y[step])))) step--;
      const x = xa.c2p(trace.x ? trace.x[step] : step);
      const y = ya.c2p(ya.d2c(trace.y[step]));
      if (ya === y1) ends.set(trace.meta.run, [x, y]);
      const inside = x >= -1 && x <= xa._length + 1 && y >= -1 && y <= ya._length + 1;
      head.style.visibility = inside ? "visible" : "hidden";
      head.style.fill = trace.line.color;
      if (inside) head.setAttribute("transform", `translate(${xa._offset + x},${ya._offset + y})`);
    });
    this.#placeLabels(ends);
  }

  // Names travel with the heads of their lines, in the same order and apart from each other. A line that has
  // not begun has no name yet: at its end, where Plotly put it, the name would tell how the run ends.
  #placeLabels(ends) {
    const { annotations, _size: size } = this.gd._fullLayout;
    const { x: xa, y: ya } = this.axes;
    const labels = annotations.flatMap(({ name, x, y }, index) => {
      if (!ends.has(name)) return [];
      const begun = ends.get(name).every(Number.isFinite);
      const element = this.gd.querySelector(`.annotation[data-index="${index}"]`);
      if (element) element.style.visibility = begun ? "" : "hidden";
      if (!element || !begun) return [];
      const [left, top] = ends.get(name).map((value, axis) => Math.min(Math.max(value, 0), [xa, ya][axis]._length));
      return [
        {
          element,
          left: xa._offset + left + LABEL_GAP,
          top: ya._offset + top,
          from: [size.l + x * size.w, size.t + (1 - y) * size.h],
        },
      ];
    });
    labels.sort((a, b) => a.top - b.top);
    labels.forEach((label, i) => i && (label.top = Math.max(label.top, labels[i - 1].top + LABEL_HEIGHT)));
    let floor = ya._offset + ya._length;
    for (const label of [...labels].reverse()) {
      label.top = Math.min(label.top, floor);
      floor = label.top - LABEL_HEIGHT;
    }
    for (const { element, left, top, from } of labels)
      element.style.transform = `translate(${left - from[0]}px, ${top - from[1]}px)`;
  }

  // The box around every finite point of the runs and the view itself.
  bounds() {
    const box = { x: [...this.base.x], y: [...this.base.y] };
    for (const trace of this.traces ?? []) {
      if (trace.meta?.time !== "path") continue;
      for (const axis of ["x", "y"]) {
        for (const value of trace[axis]) {
          if (!Number.isFinite(value)) break;
          box[axis] = [Math.min(box[axis][0], value), Math.max(box[axis][1], value)];
        }
      }
    }
    return box;
  }

  get leftView() {
    const { x, y } = this.bounds();
    return x[0] < this.base.x[0] || x[1] > this.base.x[1] || y[0] < this.base.y[0] || y[1] > this.base.y[1];
  }
}

// A path's dots are drawn here, not by Plotly.
function withOwnDots(trace) {
  if (trace.meta?.time !== "path" || trace.mode !== "lines+markers") return trace;
  return { ...trace, mode: "lines", dots: trace.marker.size };
}

// A dash pattern that draws `length` pixels, in the line's own dashes if it has any, and nothing after.
function dashesUpTo(length, dash) {
  const pattern = (dash.match(/[\d.]+/g) ?? []).map(Number).filter((part) => part > 0);
  if (!pattern.length) return `${length}px 1e7px`;
  const parts = [];
  for (let drawn = 0, i = 0; drawn < length; i++) {
    const part = Math.min(pattern[i % pattern.length], length - drawn);
    parts.push(part);
    drawn += part;
  }
  // An even count ends in a gap already; an odd one in a dash, which the endless gap follows.
  if (parts.length % 2 === 0) parts.push(0);
  return `${parts.map((part) => `${part}px`).join(" ")} 1e7px`;
}
