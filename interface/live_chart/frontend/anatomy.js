// The figures inside a run: ordinary graphs in the player's time, drawn only while they can be seen, and the
// vectors that they lend to the map's arrows.

import { decode } from "./arrays.js";
import { clock } from "./clock.js";
import { Graph } from "./graph.js";
import { currentTheme, palettes } from "./theme.js";

export class Anatomy {
  constructor(parent, style, library, lend) {
    this.parent = parent;
    this.library = library;
    this.lend = lend;
    this.graphs = {};
    parent.append(style);
    this.root = document.createElement("div");
    this.root.className = "ads ads-anatomy";
    parent.append(this.root);
    this.seen = new IntersectionObserver(
      (entries) => {
        this.visible = entries.at(-1).isIntersecting;
        this.#refresh();
      },
      { rootMargin: "100px" },
    );
    this.seen.observe(this.root);
    this.resized = new ResizeObserver(() => this.#resize());
    this.resized.observe(this.root);
    this.unfollow = clock.follow((step) => this.visible && this.#show(step));
  }

  update({ data }) {
    const fresh = this.data?.number !== data.number;
    this.data = data;
    if (fresh) this.#lendVectors();
    this.#refresh();
  }

  #lendVectors() {
    const { figures, arrows, run } = this.data;
    const traces = Object.values(figures).flatMap(({ data }) => data);
    const values = (uid, sign) =>
      Float64Array.from(decode(traces.find((trace) => trace.uid === uid).y), (value) => sign * value);
    this.lend(
      run,
      arrows.map(({ lines, sign, ...arrow }) => {
        const [x, y] = lines.map((uid) => values(uid, sign));
        return { ...arrow, x, y };
      }),
    );
  }

  // The newest data and theme win; what is already drawn is left alone.
  async #refresh() {
    if (this.drawing || !this.visible || !this.data) return;
    this.drawing = true;
    try {
      const Plotly = await this.library();
      for (;;) {
        const { data } = this;
        const theme = currentTheme(this.parent);
        const wanted = `${data.number} ${theme}`;
        if (wanted === this.drawn) break;
        // Every figure has its place before the first is drawn into its share of the width.
        for (const name of Object.keys(data.figures)) this.graphs[name] ??= this.#graph(name);
        for (const [name, figure] of Object.entries(data.figures)) {
          const graph = this.graphs[name];
          await graph.draw(Plotly, figure, null, palettes[theme], theme);
          graph.gd.setAttribute("aria-label", data.descriptions[name]);
        }
        this.drawn = wanted;
        this.Plotly = Plotly;
      }
    } catch (error) {
      console.error(error);
    }
    this.drawing = false;
    this.#show(clock.step);
    this.root.dataset.drawn = this.data.number;
  }

  #graph(name) {
    const holder = document.createElement("div");
    holder.className = `ads-figure ads-${name}`;
    const element = document.createElement("div");
    element.className = "ads-graph";
    element.setAttribute("role", "img");
    holder.append(element);
    this.root.append(holder);
    return new Graph(element, () => {}, { doubleClick: "reset" });
  }

  #show(step) {
    for (const graph of Object.values(this.graphs)) graph.show(step);
  }

  #resize() {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => {
      for (const { gd } of Object.values(this.graphs))
        if (gd._fullLayout && gd.offsetWidth) this.Plotly?.Plots.resize(gd);
    });
  }

  remove() {
    this.seen.disconnect();
    this.resized.disconnect();
    this.unfollow();
    for (const { gd } of Object.values(this.graphs)) this.Plotly?.purge(gd);
  }
}
