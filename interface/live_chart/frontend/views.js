// @ts-check
// The views that a message lists, as graphs: one that stays keeps its place, its zoom and its node.

import { Examples } from "./examples.js";
import { Graph } from "./graph.js";
import { Plane } from "./plane.js";
import { Regions } from "./regions.js";
import { Space } from "./space.js";
import { Spread } from "./spread.js";
import { Steps } from "./steps.js";
import { Tiles } from "./tiles.js";

/** @import { Kind, Pressed, SentView } from "../message" */
/** @import { Ground, Palette, Theme } from "../types" */

/** @import { Trace } from "../types" */
/** @import { Previews } from "./previews.js" */

/**
 * `seen` is called whenever a view or its axes were drawn, `go` with a step that the reader points at; `pathOf` is
 * where a run goes on the plane, `place` sends examples that the reader moved.
 *
 * @typedef {object} Reader
 * @property {() => void} seen
 * @property {(step: number) => void} [go]
 * @property {(run: string) => Trace | undefined} [pathOf]
 * @property {(message: { text: string, sequence: number }) => void} [place]
 * @property {() => Previews | null} [previews]
 * @property {(pick: Pressed) => void} [pick]
 * @property {object} [config]
 */

/** @type {Record<Kind, new (view: SentView, reader: Reader) => Graph>} */
const KINDS = {
  plane: Plane,
  examples: Examples,
  steps: Steps,
  grid: Graph,
  space: Space,
  picture: Graph,
  regions: Regions,
  tiles: Tiles,
  spread: Spread,
};

const MOMENT = 70; // milliseconds

export class Views {
  /** @type {Graph[]} */
  graphs = [];
  #pending = 0;

  /**
   * @param {Element} parent
   * @param {Reader} reader
   */
  constructor(parent, reader) {
    this.parent = parent;
    this.reader = reader;
    this.resized = new ResizeObserver(() => {
      cancelAnimationFrame(this.#pending);
      this.#pending = requestAnimationFrame(() => this.graphs.forEach((graph) => graph.resize()));
    });
    this.resized.observe(parent);
  }

  // Have a graph for each of the views, in their order.
  hold(/** @type {SentView[]} */ views) {
    const before = this.graphs;
    this.graphs = views.map(
      (view) => before.find((graph) => isOf(graph, view)) ?? new KINDS[view.kind](view, this.reader),
    );
    for (const graph of before) if (!this.graphs.includes(graph)) graph.remove();
    // Classes, because `:has()` would be asked anew with every frame of the player. Several maps are small ones.
    const has = (/** @type {Function} */ kind) => this.graphs.filter((graph) => graph instanceof kind).length;
    const { classList } = this.parent;
    classList.toggle("ads-apart", has(Plane) > 1);
    classList.toggle("ads-of-data", has(Examples) > 0);
    classList.toggle("ads-of-images", has(Tiles) > 0);
    classList.toggle("ads-of-network", has(Tiles) + has(Regions) > 0);
    // What stands is not moved, because a graph that leaves the page for a moment loses what it holds.
    this.graphs.forEach(({ holder }, index) => {
      const there = this.parent.children[index] ?? null;
      if (there !== holder) this.parent.insertBefore(holder, there);
    });
  }

  /**
   * Draw in their places what can be drawn without the library.
   *
   * @param {SentView[]} views
   * @param {Ground | null} ground
   * @param {Palette} palette
   * @param {number} step
   */
  async sketch(views, ground, palette, step) {
    views.forEach((view, index) => this.graphs[index].sketch(view, ground, palette, step));
    await nextFrame();
    await leisure();
  }

  /**
   * Draw them, one after the other: the first is what the reader looks at while turning something.
   *
   * @param {any} library
   * @param {SentView[]} views
   * @param {Ground | null} ground
   * @param {Theme} theme
   * @param {boolean} isSupposed what would be, over a ghost of what is
   */
  async draw(library, views, ground, theme, isSupposed = false) {
    this.hold(views);
    for (const [index, view] of views.entries()) {
      if (index && !isSupposed) await nextFrame();
      await this.graphs[index].draw(library, view, ground, theme, isSupposed);
    }
  }

  show(/** @type {number} */ step) {
    for (const graph of this.graphs) graph.show(step);
  }

  /** @returns {Plane | null} */
  get plane() {
    return /** @type {Plane | undefined} */ (this.graphs.find((graph) => graph instanceof Plane)) ?? null;
  }

  get isZoomed() {
    return this.graphs.some(({ zoom }) => zoom);
  }

  get isLeft() {
    return this.graphs.some(({ left }) => left);
  }

  remove() {
    this.resized.disconnect();
    for (const graph of this.graphs) graph.remove();
  }
}

/** @param {{ holder: HTMLElement }} graph @param {Pick<SentView, "name" | "kind">} view */
export function isOf({ holder }, { name, kind }) {
  return holder.dataset.view === name && holder.dataset.kind === kind;
}

// What reads a large file holds the browser up: first let it draw what comes in the next moment.
async function leisure() {
  await new Promise((resolve) => setTimeout(resolve, MOMENT));
  if ("requestIdleCallback" in window)
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3 * MOMENT }));
}

// Nothing is ever painted in a hidden tab, so there it does not wait.
function nextFrame() {
  return document.hidden ? undefined : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
