// @ts-check
// Small square pictures in the player's time: images that a network is asked about, with what it takes each for, or
// the weights into its hidden units, of which one can be pressed to be looked into.

import { element, write } from "./elements.js";
import { Graph } from "./graph.js";
import { lookAt } from "./looks.js";
import { numbers } from "./sketch.js";

/** @import { SentView } from "../message" */
/** @import { Ground, Palette, Theme, Tiled } from "../types" */

const NOTHING = 255; // what an image is taken for by weights that are no numbers

export class Tiles extends Graph {
  /** @type {Tiled | null} */
  #looks = null;
  /** @type {Palette} */
  #palette = {};
  #shown = -1; // the look that stands there
  /** @type {{ tile: HTMLElement, canvas: HTMLCanvasElement, caption: HTMLElement }[]} */
  #tiles = [];

  /**
   * @param {SentView} view
   * @param {import("./views.js").Reader} reader
   */
  constructor(view, reader) {
    super(view, reader);
    this.pick = reader.pick;
    this.plot.element.hidden = true;
    this.holder.setAttribute("role", "group");
    this.title = element(this.holder, "p", "ads-tiles-title");
    this.said = element(this.title, "span");
    this.whose = element(this.title, "b");
    this.told = element(this.title, "span");
    this.sheet = element(this.holder, "div", "ads-tiles");
  }

  /**
   * @param {any} _library
   * @param {SentView} view
   * @param {Ground | null} _ground
   * @param {Theme} theme
   */
  async draw(_library, view, _ground, { palette }) {
    this.#fill(view, palette);
    this.show(this.step);
  }

  sketch(
    /** @type {SentView} */ view,
    /** @type {Ground | null} */ _ground,
    /** @type {Palette} */ palette,
    /** @type {number} */ step,
  ) {
    this.#fill(view, palette);
    this.show(step);
  }

  #fill(/** @type {SentView} */ { figure, words }, /** @type {Palette} */ palette) {
    const { meta } = figure.layout;
    if (!meta?.tiled) return;
    const looks = (this.#looks = meta.tiled);
    this.#palette = palette;
    this.#shown = -1;
    this.holder.setAttribute("aria-label", words);
    this.holder.style.setProperty("--wrong", palette.red);
    this.holder.style.setProperty("--own", palette[looks.token]);
    write(this.said, `${looks.title} `);
    write(this.whose, looks.label);
    while (this.#tiles.length > looks.count) this.#tiles.pop()?.tile.remove();
    while (this.#tiles.length < looks.count) this.#tiles.push(this.#tile(this.#tiles.length));
    this.#tiles.forEach(({ tile, canvas }, index) => {
      Object.assign(canvas, { width: looks.side, height: looks.side });
      if (looks.taken) this.#paint(index, 0);
      const [unit, pixel] = looks.chosen ?? [-1, 0];
      tile.classList.toggle("ads-chosen", unit === index);
      // One stop on the keyboard's way through the page; any weight can be typed by its number.
      tile.tabIndex = index === Math.max(unit, 0) ? 0 : -1;
      tile.style.setProperty("--across", String((pixel % looks.side) / looks.side));
      tile.style.setProperty("--down", String(Math.floor(pixel / looks.side) / looks.side));
      tile.style.setProperty("--side", String(looks.side));
    });
  }

  #tile(/** @type {number} */ index) {
    const presses = !this.#looks?.taken;
    const tile = element(this.sheet, presses ? "button" : "div", "ads-tile");
    const canvas = element(element(tile, "div", "ads-pixels"), "canvas");
    const caption = element(tile, "span");
    if (presses) {
      tile.title = `hidden unit ${index}: press a pixel to look into its weight`;
      tile.onclick = (event) => this.#press(index, event);
    }
    return { tile, canvas, caption };
  }

  // The pixel that was pressed; with the keyboard it is the strongest.
  #press(/** @type {number} */ index, /** @type {MouseEvent} */ { clientX, clientY, detail }) {
    const looks = this.#looks;
    if (!looks) return;
    const { side } = looks;
    const own = this.#pictures(index, Math.max(this.#shown, 0));
    let pixel = own.reduce((best, value, at) => (Math.abs(value) > Math.abs(own[best]) ? at : best), 0);
    if (detail) {
      const box = this.#tiles[index].canvas.getBoundingClientRect();
      const within = (/** @type {number} */ share) => Math.min(Math.max(Math.floor(share * side), 0), side - 1);
      pixel = within((clientY - box.top) / box.height) * side + within((clientX - box.left) / box.width);
    }
    this.pick?.({ trace: this.holder.dataset.view ?? "", index: [index, pixel] });
  }

  /** @returns {number[]} */
  #pictures(/** @type {number} */ index, /** @type {number} */ look) {
    const { pictures = [], side = 0, count = 0, taken } = this.#looks ?? {};
    const from = ((taken ? 0 : look * count) + index) * side * side;
    return Array.from({ length: side * side }, (_, pixel) => pictures[from + pixel]);
  }

  // An image is as dark as its ink; of weights, white is positive and black negative.
  #paint(/** @type {number} */ index, /** @type {number} */ look) {
    const looks = this.#looks;
    const context = this.#tiles[index].canvas.getContext("2d");
    if (!looks || !context) return;
    const [ink, paper] = [numbers(this.#palette.ink), numbers(this.#palette.ground)];
    const image = context.createImageData(looks.side, looks.side);
    this.#pictures(index, look).forEach((value, pixel) => {
      const grey = looks.taken ? null : 128 + value;
      const share = value / 255;
      for (let part = 0; part < 3; part++)
        image.data[4 * pixel + part] = grey ?? paper[part] + share * (ink[part] - paper[part]);
      image.data[4 * pixel + 3] = 255;
    });
    context.putImageData(image, 0, 0);
  }

  show(/** @type {number} */ step) {
    super.show(step);
    const looks = this.#looks;
    if (!looks) return;
    const look = lookAt(looks.at, step);
    if (look === this.#shown) return;
    this.#shown = look;
    const told = looks.told[look];
    write(this.told, `${told ? `: ${told}` : ""} at step ${looks.at[look]}`);
    this.#tiles.forEach(({ tile, caption }, index) => {
      if (!looks.taken || !looks.labels) return this.#paint(index, look);
      const taken = looks.taken[look * looks.count + index];
      const label = looks.labels[index];
      const isWrong = taken !== label;
      tile.classList.toggle("ads-wrong", isWrong);
      write(caption, isWrong ? `${taken === NOTHING ? "?" : taken}, not ${label}` : String(label));
    });
  }
}
