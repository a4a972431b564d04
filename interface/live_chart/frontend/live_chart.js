// The live chart: the map and the curves, the player, the start and the link, in one node for the whole
// visit. Python sends ordinary Plotly figures and the rows below them; nothing here knows an optimizer.

import { copyLink, follow } from "./address.js";
import { Anatomy } from "./anatomy.js";
import { decodeTrace } from "./arrays.js";
import { Arrows } from "./arrows.js";
import { keepBoxes } from "./boxes.js";
import { clock } from "./clock.js";
import { onReturn } from "./connection.js";
import { Graph } from "./graph.js";
import { Player } from "./player.js";
import { Reports } from "./reports.js";
import { Start } from "./start.js";
import { currentTheme, palettes } from "./theme.js";

const PLOTLY_FAILED =
  "The chart library could not be loaded, so there is no picture. Reload the page; if this stays, the server does not hand out its files.";

keepBoxes();

// The figures leave room in the window for so many rows below them; more are a scroll away.
const MOST_ROWS = 3;

// The heavy traces of surfaces, which travel apart from the paths; the newest few are kept.
const grounds = new Map();
const waiting = new Map();

export function ground({ data }) {
  Object.assign(palettes, data.palettes);
  if (!grounds.has(data.id)) grounds.set(data.id, { id: data.id, trace: data.trace && decodeTrace(data.trace) });
  for (const id of [...grounds.keys()].slice(0, -8)) grounds.delete(id);
  waiting.get(data.id)?.(grounds.get(data.id));
  waiting.delete(data.id);
}

function groundOf(id) {
  return grounds.get(id) ?? new Promise((resolve) => waiting.set(id, resolve));
}

let library = null;

function loadPlotly(url) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : reject(new Error(PLOTLY_FAILED)));
    script.onerror = () => {
      library = null;
      script.remove();
      reject(new Error(PLOTLY_FAILED));
    };
    document.head.append(script);
  });
  return library;
}

// A component calls its function with every message; what it made stays with its place on the page.
const made = new WeakMap();

function kept(component, make) {
  const { parentElement } = component;
  if (!made.has(parentElement)) made.set(parentElement, make(parentElement));
  const thing = made.get(parentElement);
  thing.update(component);
  return () => {
    // Streamlit also ends a call that a newer message has overtaken; the thing then stays where it is.
    if (parentElement.isConnected) return;
    thing.remove();
    made.delete(parentElement);
  };
}

// The run to look inside may be known before the chart stands, so its vectors wait here.
let live = null;
let lent = ["", []];

export function chart(component, urls) {
  return kept(component, (parent) => {
    live = new LiveChart(parent, urls);
    live.arrows.set(...lent);
    return live;
  });
}

export function anatomy(component, urls) {
  const lend = (...vectors) => {
    lent = vectors;
    live?.take(...vectors);
  };
  const library = () => loadPlotly(urls.plotly);
  return kept(component, (parent) => new Anatomy(parent, styleSheet(urls.style), library, lend));
}

export function reports(component) {
  return kept(component, () => new Reports(() => live?.hello()));
}

function styleSheet(href) {
  return Object.assign(document.createElement("link"), { rel: "stylesheet", href });
}

function element(parent, tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  if (tag === "button") made.type = "button";
  parent.append(made);
  return made;
}

class LiveChart {
  constructor(parent, urls) {
    this.parent = parent;
    this.plotlyUrl = urls.plotly;
    parent.append(styleSheet(urls.style));
    this.root = element(parent, "div", "ads");
    this.hint = element(this.root, "p", "ads-hint");
    const figures = element(this.root, "div", "ads-figures");
    const draw = (name, config) => {
      const holder = element(figures, "div", `ads-figure ads-${name}`);
      return new Graph(element(holder, "div", "ads-graph"), () => this.#viewChanged(), config);
    };
    this.graphs = { map: draw("map", { modeBarButtons: [["toImage", "pan2d", "zoom2d"]] }), curves: draw("curves") };
    for (const { gd } of Object.values(this.graphs)) gd.setAttribute("role", "img");
    this.start = new Start(this.graphs.map, (message) => {
      this.component.setTriggerValue("start", message);
      this.#tell("sent", message.sequence);
    });
    this.arrows = new Arrows(this.graphs.map, figures.firstChild);
    const views = element(this.graphs.map.gd.parentElement, "div", "ads-views");
    this.fit = element(views, "button", "ads-fit", "Fit all");
    this.home = element(views, "button", "ads-home", "Reset view");
    const bar = element(this.root, "div", "ads-bar");
    this.player = new Player(element(bar, "div", "ads-player"), (...now) => clock.set(...now));
    this.copy = element(bar, "button", "ads-copy", "Copy link");
    this.rows = element(this.root, "ul", "ads-rows");
    this.problem = element(this.root, "p", "ads-problem");
    this.problem.setAttribute("role", "alert");
    this.fit.onclick = () => {
      const { x, y } = this.graphs.map.bounds();
      this.graphs.map.setRange(this.Plotly, x, y);
    };
    this.home.onclick = () => {
      for (const graph of Object.values(this.graphs)) if (graph.zoom) graph.reset(this.Plotly);
    };
    this.copy.onclick = () => copyLink(this.copy);
    this.fit.hidden = this.home.hidden = true;
    this.resized = new ResizeObserver(() => this.#resize());
    this.resized.observe(figures);
    this.unfollow = clock.follow((step) => this.#show(step));
    // A server that was started anew knows nothing of this page: it hears of it before the reader's next turn.
    this.unwatch = onReturn(() => this.hello());
  }

  // Have the whole page drawn anew. A server that does not know it is told the address, because Streamlit tells
  // the one with which the page was opened.
  hello() {
    this.greetings = (this.greetings ?? 0) + 1;
    const query = Object.fromEntries(new URLSearchParams(location.search));
    this.component?.setTriggerValue("hello", { number: this.greetings, query });
    this.#tell("sent", 0);
  }

  // The newest data wins; data that arrives while drawing is drawn next, what it overtook never is.
  async update(component) {
    this.component = component;
    this.next = component.data;
    if (this.drawing) return;
    this.drawing = true;
    while (this.next) {
      const data = this.next;
      this.next = null;
      try {
        await this.#draw(data);
        this.problem.textContent = "";
      } catch (error) {
        this.problem.textContent = error.message;
        this.root.classList.toggle("ads-broken", !this.Plotly);
        if (this.Plotly) console.error(error);
      }
    }
    this.drawing = false;
  }

  async #draw(data) {
    follow(data.address);
    this.hint.textContent = data.hint;
    this.root.dataset.lesson = data.lesson;
    this.#fillRows(data);
    this.Plotly ??= await loadPlotly(this.plotlyUrl);
    const surface = await groundOf(data.ground);
    const theme = currentTheme(this.parent);
    const palette = palettes[theme];
    // What hovering reads on a path stands in the curves already.
    const norms = (run) => data.figures.curves.data.find((trace) => trace.meta.run === run && trace.yaxis === "y2");
    for (const trace of data.figures.map.data)
      if (trace.meta?.time === "path") trace.customdata = norms(trace.meta.run).y;
    // The paths first: they are what the reader looks at while turning something.
    await this.graphs.map.draw(this.Plotly, data.figures.map, surface, palette, theme);
    await nextFrame();
    await this.graphs.curves.draw(this.Plotly, data.figures.curves, null, palette, theme);
    for (const [name, graph] of Object.entries(this.graphs))
      graph.gd.setAttribute("aria-label", data.descriptions[name]);
    this.#paintRows(palette);
    this.arrows.paint(palette);
    this.player.update(data.steps, data.seek);
    this.start.drawn(data.start, data.view, data.acknowledged);
    this.#viewChanged();
    this.root.dataset.drawn = data.acknowledged;
    this.#tell("drawn", data.acknowledged);
  }

  // The vectors of the run that the reader looks inside.
  take(run, vectors) {
    this.arrows.set(run, vectors);
    if (this.arrows.palette) this.arrows.paint(this.arrows.palette);
  }

  #show(step) {
    for (const graph of Object.values(this.graphs)) graph.show(step);
    this.arrows.place(step);
    this.#readRows(step);
  }

  #viewChanged() {
    this.start.place();
    this.arrows.place();
    const { map } = this.graphs;
    if (!map.base) return;
    this.home.hidden = !Object.values(this.graphs).some((graph) => graph.zoom);
    this.fit.hidden = !map.leftView;
  }

  #resize() {
    cancelAnimationFrame(this.pendingResize);
    this.pendingResize = requestAnimationFrame(() => {
      for (const { gd } of Object.values(this.graphs))
        if (gd._fullLayout && gd.offsetWidth) this.Plotly.Plots.resize(gd);
    });
  }

  #fillRows({ rows, quantity }) {
    this.runs = rows;
    this.root.style.setProperty("--rows", Math.min(rows.length, MOST_ROWS));
    this.quantity = quantity;
    while (this.rows.childElementCount > rows.length) this.rows.lastElementChild.remove();
    while (this.rows.childElementCount < rows.length) {
      const row = element(this.rows, "li", "ads-row");
      row.innerHTML = '<svg viewBox="0 0 28 10" aria-hidden="true"><line x1="1" x2="27" y1="5" y2="5"/></svg>';
      for (const part of ["label", "sentence", "position", "value"]) element(row, "span", `ads-${part}`);
    }
    rows.forEach(({ label, sentence, dash }, i) => {
      const row = this.rows.children[i];
      row.querySelector(".ads-label").textContent = label;
      row.querySelector(".ads-sentence").textContent = sentence;
      row
        .querySelector("line")
        .setAttribute("stroke-dasharray", { solid: "", dash: "7 4", dot: "2 3" }[dash] ?? "9 3 2 3");
    });
  }

  #paintRows(palette) {
    this.runs.forEach(({ token }, i) => (this.rows.children[i].querySelector("line").style.stroke = palette[token]));
  }

  // What every run is doing at this step: where it is and how high.
  #readRows(step) {
    const find = (graph, name, axis) =>
      this.graphs[graph].traces?.find((trace) => trace.meta?.run === name && (trace.yaxis ?? "y") === axis);
    this.runs?.forEach(({ name }, i) => {
      const path = find("map", name, "y");
      const loss = find("curves", name, "y");
      if (!path || !loss) return;
      const row = this.rows.children[i];
      write(row.querySelector(".ads-position"), place(path, step));
      const begun = step >= loss.y.findIndex(Number.isFinite); // a mean of three losses has no value before the third
      write(row.querySelector(".ads-value"), begun ? `${this.quantity} = ${short(loss.y[step])}` : "");
    });
  }

  #tell(what, sequence) {
    this.root.dispatchEvent(new CustomEvent(`adamscope-${what}`, { bubbles: true, detail: { sequence } }));
  }

  remove() {
    this.resized.disconnect();
    this.unfollow();
    this.unwatch();
    this.player.remove();
    this.start.remove();
    for (const { gd } of Object.values(this.graphs)) this.Plotly?.purge(gd);
  }
}

// Text that stands there already is left alone: writing it again would lay the page out anew.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Nothing is ever painted in a hidden tab, so there it does not wait.
function nextFrame() {
  return document.hidden ? undefined : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

// Where a run is: a point of the map, or the parameter of a problem in one dimension.
function place({ x, y }, step) {
  if (!x) return `θ = ${short(y[step])}`;
  return Number.isFinite(x[step] + y[step]) ? `(${short(x[step])}, ${short(y[step])})` : "no position";
}

// Three significant digits, as the sentences have them.
function short(value) {
  if (!Number.isFinite(value)) return "not finite";
  const text =
    value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
      ? value.toExponential(2)
      : String(Number(value.toPrecision(3)));
  return text.replaceAll("-", "−").replace("e+", "e");
}
