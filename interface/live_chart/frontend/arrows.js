// Arrows on the map, from the point where the shown step began: vectors of one run, each switched by a button
// that states its scale. A vector is drawn with its length times 1, 2 or 5 times a power of ten.

const SVG = "http://www.w3.org/2000/svg";
const LONGEST = 70; // pixels
const HEAD = 8;
const STILL = 0.25; // pixels: a step that nobody can see has no arrows, which would only hide where the run rests

function niceBelow(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [5, 2, 1].find((factor) => factor * power <= value * (1 + 1e-9));
}

function scaleText(scale) {
  const text =
    scale >= 1e4 || scale < 1e-3 ? scale.toExponential(0).replace("e+", "e") : String(Number(scale.toPrecision(1)));
  return `×${text.replace("-", "−")}`;
}

export class Arrows {
  // `graph` is the map's; the buttons and the drawing go into `holder`, over it.
  constructor(graph, holder) {
    this.graph = graph;
    this.vectors = [];
    this.off = new Set();
    this.outer = document.createElementNS(SVG, "svg");
    this.outer.setAttribute("class", "ads-arrows");
    this.outer.setAttribute("aria-hidden", "true");
    this.inner = document.createElementNS(SVG, "svg"); // clips to the plot
    this.outer.append(this.inner);
    this.legend = document.createElement("div");
    this.legend.className = "ads-legend";
    this.legend.setAttribute("role", "group");
    this.legend.setAttribute("aria-label", "Arrows on the map");
    holder.append(this.outer, this.legend);
  }

  // New vectors of a run: [{label, title, token, x, y}] by step, in the surface's units; a step has no x.
  set(run, vectors) {
    this.run = run;
    this.vectors = vectors;
    this.inner.replaceChildren();
    this.legend.replaceChildren();
    for (const vector of vectors) {
      const shape = document.createElementNS(SVG, "path");
      shape.setAttribute("class", "ads-arrow");
      shape.dataset.label = vector.label;
      this.inner.append(shape);
      const button = document.createElement("button");
      button.type = "button";
      button.title = `Show ${vector.title}`;
      button.setAttribute("aria-pressed", String(!this.off.has(vector.label)));
      button.onclick = () => {
        if (!this.off.delete(vector.label)) this.off.add(vector.label);
        button.setAttribute("aria-pressed", String(!this.off.has(vector.label)));
        this.place();
      };
      const name = document.createElement("span");
      const scale = document.createElement("span");
      name.textContent = `${vector.label} `;
      scale.className = "ads-scale";
      button.append(name, scale);
      this.legend.append(button);
      Object.assign(vector, { shape, button, scale });
    }
    this.place();
  }

  paint(palette) {
    this.palette = palette;
    for (const { shape, button, token } of this.vectors) {
      shape.style.stroke = shape.style.fill = palette[token];
      button.style.setProperty("--arrow", palette[token]);
    }
  }

  place(step = this.step) {
    this.step = step;
    const { axes } = this.graph;
    const path = axes && this.graph.traces?.find((trace) => trace.meta?.run === this.run && trace.meta.time === "path");
    const begun = Boolean(path && step >= 1 && step < path.x.length && this.vectors.length);
    // The run's step in the surface's units, from where it began.
    const from = begun && [path.x[step - 1], path.y[step - 1]];
    const taken = begun && [path.x[step] - from[0], path.y[step] - from[1]];
    const pixels = axes && Math.abs(axes.x.c2p(1) - axes.x.c2p(0)); // per unit, the same on both axes
    const shown = begun && !(Math.hypot(...taken) * pixels < STILL);
    this.legend.hidden = !shown;
    this.outer.style.visibility = shown ? "visible" : "hidden";
    if (!shown) return;
    const { x: xa, y: ya } = axes;
    this.legend.style.left = `${xa._offset + 6}px`;
    this.legend.style.top = `${ya._offset + ya._length - 6}px`;
    for (const [name, value] of Object.entries({ x: xa._offset, y: ya._offset, width: xa._length, height: ya._length }))
      if (this.inner.getAttribute(name) !== String(value)) this.inner.setAttribute(name, value);
    const of = ({ x, y }) => (x ? [x[step], y[step]] : taken);
    const scaleFor = (vectors) => {
      const longest = Math.max(...vectors.map((vector) => Math.hypot(...of(vector)) * pixels));
      return longest > 0 && Number.isFinite(longest) ? niceBelow(LONGEST / longest) : null;
    };
    const slopes = this.vectors.filter((vector) => vector.x);
    const slopeScale = scaleFor(slopes);
    // A step is never drawn shorter than it is: at scale 1 it ends at the head of the run.
    const stepScale = scaleFor(this.vectors.filter((vector) => !vector.x));
    const tail = [xa.c2p(from[0]), ya.c2p(from[1])];
    for (const vector of this.vectors) {
      const scale = vector.x ? slopeScale : stepScale && Math.max(stepScale, 1);
      const [x, y] = of(vector);
      const visible = scale !== null && !this.off.has(vector.label) && Number.isFinite(x + y);
      vector.shape.style.visibility = visible ? "inherit" : "hidden";
      const stated = scale === null ? "0" : scaleText(scale);
      if (vector.scale.textContent !== stated) vector.scale.textContent = stated;
      if (visible) vector.shape.setAttribute("d", arrow(tail, [x * pixels * scale, -y * pixels * scale]));
    }
  }
}

// A shaft and a head, as one path.
function arrow([x, y], [dx, dy]) {
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return "";
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(HEAD, length);
  const [bx, by] = [x + dx - ux * head, y + dy - uy * head];
  const half = head * 0.42;
  return `M${x},${y}L${bx},${by}M${x + dx},${y + dy}L${bx - uy * half},${by + ux * half}L${bx + uy * half},${by - ux * half}Z`;
}
