// @ts-check
// The figures inside a run, in the player's time, drawn only while they can be seen; and the vectors that they lend
// to the arrows on the plane.

import { element, styleSheet } from "./elements.js";
import { Newest } from "./newest.js";
import { Views } from "./views.js";

/** @import { AnatomyMessage } from "../message" */
/** @import { Component, Urls } from "../types" */
/** @import { Visit } from "./visit.js" */

export class Anatomy {
  /** @type {AnatomyMessage | null} */
  data = null;
  /** @type {Component<AnatomyMessage> | null} */
  component = null;
  #drawn = "";
  #isVisible = false;

  /**
   * @param {HTMLElement} parent
   * @param {Urls} urls
   * @param {Visit} visit
   */
  constructor(parent, urls, visit) {
    this.parent = parent;
    this.urls = urls;
    this.visit = visit;
    styleSheet(parent, urls.style);
    this.root = element(parent, "div", "ads ads-anatomy");
    this.views = new Views(this.root, {
      seen() {},
      go: (step) => visit.chart?.player.go(step),
      pick: (pick) => this.component?.setTriggerValue("pick", pick),
      config: { doubleClick: "reset" },
    });
    // The newest data and theme win; what is already drawn is left alone.
    this.drawings = new Newest(
      () => (this.data && this.#isVisible && this.#wanted(this.data) !== this.#drawn ? this.data : null),
      (data) => this.#draw(data).then(() => this.drawings.ended()),
    );
    this.watched = new IntersectionObserver(
      (entries) => {
        this.#isVisible = entries.at(-1)?.isIntersecting ?? false;
        this.drawings.go();
        if (this.#isVisible) this.views.show(visit.clock.step);
      },
      { rootMargin: "100px" },
    );
    this.watched.observe(this.root);
    this.unfollow = visit.clock.follow((step) => this.#isVisible && this.views.show(step));
  }

  update(/** @type {Component<AnatomyMessage>} */ component) {
    const { data } = component;
    this.component = component;
    const isNew = this.data?.number !== data.number;
    this.data = data;
    if (isNew) this.#lendVectors(data);
    this.drawings.go();
  }

  #lendVectors(/** @type {AnatomyMessage} */ { views, arrows, run }) {
    if (!arrows) return;
    const traces = views.flatMap(({ figure }) => figure.data);
    const values = (/** @type {string} */ id, /** @type {number} */ sign) => {
      const line = traces.find(({ uid }) => uid === id);
      return Float64Array.from(line?.y ?? [], (value) => sign * value);
    };
    this.visit.lend(
      run,
      arrows.map(({ lines, sign, ...arrow }) => {
        const [x, y] = lines.map((line) => values(line, sign));
        return { ...arrow, x, y };
      }),
    );
  }

  #wanted(/** @type {AnatomyMessage} */ data) {
    return `${data.number} ${this.visit.themes.at(this.parent).name}`;
  }

  async #draw(/** @type {AnatomyMessage} */ data) {
    const wanted = this.#wanted(data);
    try {
      const library = await this.visit.library.load(this.urls.plotly);
      await this.views.draw(library, data.views, null, this.visit.themes.at(this.parent));
    } catch (error) {
      console.error(error);
    }
    this.#drawn = wanted;
    this.views.show(this.visit.clock.step);
    this.root.dataset.drawn = String(data.number);
  }

  remove() {
    this.watched.disconnect();
    this.unfollow();
    this.views.remove();
  }
}
