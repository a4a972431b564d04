// @ts-check
// The live chart: the views, the player, the start, the rows and the link, in one node for the whole visit.

import { copyLink } from "./address.js";
import { Arrows } from "./arrows.js";
import { onReturn } from "./connection.js";
import { element, styleSheet } from "./elements.js";
import { Examples } from "./examples.js";
import { Gallery, markDone } from "./gallery.js";
import { Keys } from "./keys.js";
import { Newest } from "./newest.js";
import { Plane } from "./plane.js";
import { Save } from "./pictures.js";
import { Player } from "./player.js";
import { Presentation } from "./present.js";
import { Rows } from "./rows.js";
import { Start } from "./start.js";
import { Views } from "./views.js";
import { Votes } from "./votes.js";
import { Welcome } from "./welcome.js";

/** @import { ChartMessage } from "../message" */
/** @import { Component, Ground, Trace, Urls, Vector } from "../types" */
/** @import { Visit } from "./visit.js" */
/** @typedef {{ data: ChartMessage, isSupposed: boolean, ground?: Ground | null }} Drawing */

// The figures leave room in the window for so many rows below them; more are a scroll away.
const MOST_ROWS = 3;

export class LiveChart {
  /** @type {Component<ChartMessage> | null} */
  component = null;
  /** @type {Drawing | null} */
  #next = null;
  #isSupposed = false; // what is drawn next, or was last, is not the page, but what it would be
  #greetings = 0;
  #isLoaded = false;
  #looked = ""; // at the run in its row
  /** @type {{ plane: Plane, start: Start, arrows: Arrows } | null} */
  #onPlane = null;

  /**
   * @param {HTMLElement} parent
   * @param {Urls} urls
   * @param {Visit} visit
   */
  constructor(parent, urls, visit) {
    this.parent = parent;
    this.urls = urls;
    this.visit = visit;
    this.root = element(parent, "div", "ads");
    // Without its style the chart would stand elsewhere than a moment later.
    this.root.hidden = true;
    this.styled = styleSheet(parent, urls.style).then(() => (this.root.hidden = false));
    this.hint = element(this.root, "p", "ads-hint");
    this.votes = new Votes(this.root, visit.keyboard);
    const open = (/** @type {string} */ lesson) => this.component?.setTriggerValue("opening", { lesson });
    this.gallery = new Gallery(this.root, open);
    this.welcome = new Welcome(this.root, {
      open,
      closed: () => (this.hint.hidden = false),
    });
    this.views = new Views(element(this.root, "div", "ads-figures"), {
      seen: () => this.#seen(),
      go: (step) => this.player.go(step),
      pathOf: (run) => this.#pathOf(run),
      place: (message) => this.#place(message),
      pick: (pick) => this.component?.setTriggerValue("picking", pick),
      previews: () => visit.previews,
    });
    const bar = element(this.root, "div", "ads-bar");
    this.player = new Player(element(bar, "div", "ads-player"), (...now) => visit.clock.set(...now), visit.keyboard);
    const copy = element(bar, "button", "ads-copy", "Copy link");
    copy.onclick = () => copyLink(copy);
    this.save = new Save(bar, this);
    this.keys = new Keys(bar, visit.keyboard);
    this.presentation = new Presentation(this.root, visit.keyboard, {
      present: (on) => this.component?.setTriggerValue("presenting", { on }),
      ask: (link) => this.component?.setTriggerValue("asking", { link }),
    });
    this.rows = new Rows(this.root, {
      light: (run) => this.#light(run),
      hide: (hidden) => this.component?.setTriggerValue("hiding", { hidden }),
    });
    this.problem = element(this.root, "p", "ads-problem");
    this.problem.setAttribute("role", "alert");
    this.buttons = element(this.views.parent, "div", "ads-views");
    this.fit = element(this.buttons, "button", "ads-fit", "Fit all");
    this.home = element(this.buttons, "button", "ads-home", "Reset view");
    this.fit.onclick = () => this.views.graphs.forEach((graph) => graph.fit());
    this.home.onclick = () => this.views.graphs.forEach((graph) => graph.reset());
    this.fit.hidden = this.home.hidden = true;
    // The newest data wins; data that arrives while drawing is drawn next, what it overtook never is.
    this.drawings = new Newest(
      () => {
        const next = this.#next;
        this.#next = null;
        return next;
      },
      (drawing) => this.#drawWithCare(drawing).then(() => this.drawings.ended()),
    );
    this.unfollow = visit.clock.follow((step) => this.#show(step));
    // A server that was started anew knows nothing of this page: it hears of it before the reader's next turn.
    this.unwatch = onReturn(() => this.hello());
  }

  update(/** @type {Component<ChartMessage>} */ component) {
    this.component = component;
    this.player.awaits(component.data.seek);
    this.#draws({ data: component.data, isSupposed: false });
  }

  // Show what the page would be, until it is drawn itself; with a ground of its own where it has one.
  suppose(/** @type {ChartMessage} */ data, /** @type {Ground | null} */ ground) {
    this.#draws({ data, ground, isSupposed: true });
  }

  // Show the page itself again; where nothing else was shown, it stands there.
  recall() {
    if (!this.#isSupposed) this.#tell("drawn", 0);
    else if (this.component) this.#draws({ data: this.component.data, isSupposed: false });
  }

  // A question of what the page would be leaves: meanwhile the player reports nothing.
  asks() {
    this.#tell("sent", 0);
  }

  #draws(/** @type {Drawing} */ drawing) {
    this.#isSupposed = drawing.isSupposed;
    this.#next = drawing;
    this.drawings.go();
  }

  // Have the whole page drawn anew. A server that does not know it is told the address, because Streamlit tells
  // the one with which the page was opened.
  hello() {
    this.#greetings++;
    const query = Object.fromEntries(new URLSearchParams(location.search));
    this.component?.setTriggerValue("hello", { number: this.#greetings, query });
    this.#tell("sent", 0);
  }

  // The vectors of the run that the reader looks inside.
  take(/** @type {string} */ run, /** @type {Vector[]} */ vectors) {
    this.#light();
    this.#onPlane?.arrows.set(run, vectors);
    this.#onPlane?.arrows.paint(this.visit.themes.at(this.parent).palette);
  }

  async #drawWithCare(/** @type {Drawing} */ drawing) {
    try {
      await this.#draw(drawing);
      this.problem.textContent = "";
    } catch (error) {
      this.problem.textContent = error instanceof Error ? error.message : String(error);
      this.root.classList.toggle("ads-broken", !this.#isLoaded);
      if (this.#isLoaded) console.error(error);
    }
  }

  async #draw(/** @type {Drawing} */ { data, isSupposed, ground: own }) {
    this.root.classList.toggle("ads-supposed", isSupposed);
    if (!isSupposed) this.visit.address.follow(data.address);
    this.hint.textContent = data.hint;
    const isNew = this.welcome.update(data.lesson ? null : data.welcome);
    this.hint.hidden = isNew;
    this.root.dataset.lesson = data.lesson;
    this.presentation.update(data);
    this.votes.update(data);
    this.root.dataset.without = data.without.join(" ");
    this.root.style.setProperty("--rows", String(Math.min(data.rows.length, MOST_ROWS)));
    this.rows.fill(data.rows);
    // What the figures wait for must not move the rest later.
    if (!this.#isLoaded) this.views.hold(data.views);
    await this.styled;
    const ground = own ?? (await this.visit.grounds.named(data.ground));
    const theme = this.visit.themes.at(this.parent);
    this.rows.paint(theme.palette);
    if (!this.#isLoaded) {
      this.visit.library.ask(this.urls.plotly);
      await this.views.sketch(data.views, ground, theme.palette, this.player.opening(data.steps, data.seek, isNew));
    }
    const library = await this.visit.library.load(this.urls.plotly);
    this.#isLoaded = true;
    this.root.classList.remove("ads-broken");
    await this.views.draw(library, data.views, ground, theme, isSupposed);
    this.#follow(this.views.plane);
    this.#light();
    if (data.gallery) this.gallery.show(data.gallery, theme.palette);
    if (data.lesson === "revealed" && !isSupposed) markDone(data.address.query.lesson);
    this.#onPlane?.arrows.paint(theme.palette);
    if (isSupposed) this.player.suppose(data.steps);
    else this.player.update(data.steps, data.seek, isNew);
    this.#onPlane?.start.drawn(data.start, data.domain, data.acknowledged);
    for (const graph of this.views.graphs) if (graph instanceof Examples) graph.answered(data.placed);
    this.#seen();
    if (isSupposed) return this.#tell("supposed", data.acknowledged);
    this.root.dataset.drawn = String(data.acknowledged);
    this.#tell("drawn", data.acknowledged);
  }

  // Where a run goes on the map.
  /** @returns {Trace | undefined} */
  #pathOf(/** @type {string} */ run) {
    return this.views.plane?.pathOf(run);
  }

  // Examples that the reader moved, added or removed.
  #place(/** @type {{ text: string, sequence: number }} */ message) {
    this.component?.setTriggerValue("placing", message);
    this.#tell("sent", message.sequence);
  }

  // The start and the arrows stand on the first plane; where there is none, there are none.
  #follow(/** @type {Plane | null} */ plane) {
    if (plane === (this.#onPlane?.plane ?? null)) return;
    this.#onPlane?.start.remove();
    this.#onPlane?.arrows.remove();
    this.#onPlane = null;
    (plane?.holder ?? this.views.parent).append(this.buttons);
    if (!plane) return;
    const send = (/** @type {{ x: number, y: number, sequence: number }} */ message) => {
      this.component?.setTriggerValue("start", message);
      this.#tell("sent", message.sequence);
    };
    const start = new Start(plane.plot, plane.holder, send, () => this.visit.previews);
    const arrows = new Arrows(plane, plane.holder);
    this.#onPlane = { plane, start, arrows };
    arrows.set(...this.visit.vectors);
  }

  #show(/** @type {number} */ step) {
    this.views.show(step);
    this.#onPlane?.arrows.place(step);
    this.rows.read((run) => this.views.graphs.flatMap((graph) => graph.readings(run, step)));
  }

  // The run that the reader looks at in its row stands out; else, on the map, the one that is looked into.
  #light(run = this.#looked) {
    this.#looked = run;
    for (const graph of this.views.graphs)
      graph.light(run || (graph instanceof Plane ? this.visit.vectors[0] : ""), run !== "");
  }

  // The views or their axes were drawn: what stands over them follows.
  #seen() {
    this.#onPlane?.start.place();
    this.#onPlane?.arrows.place();
    this.home.hidden = !this.views.isZoomed;
    this.fit.hidden = !this.views.isLeft;
  }

  #tell(/** @type {string} */ what, /** @type {number} */ sequence) {
    this.root.dispatchEvent(new CustomEvent(`adamscope-${what}`, { bubbles: true, detail: { sequence } }));
  }

  remove() {
    this.unfollow();
    this.unwatch();
    this.player.remove();
    this.keys.remove();
    this.presentation.remove();
    this.votes.remove();
    this.#onPlane?.start.remove();
    this.views.remove();
  }
}
