// @ts-check
// One visit of the page: what its components share. It is the only state that belongs to a module.

import { Address } from "./address.js";
import { Boxes } from "./boxes.js";
import { Clock } from "./clock.js";
import { Grounds } from "./grounds.js";
import { Keyboard } from "./keys.js";
import { Library } from "./plotly.js";
import { Themes } from "./theme.js";

/** @import { LiveChart } from "./chart.js" */
/** @import { Previews } from "./previews.js" */
/** @import { Vector } from "../types" */

export class Visit {
  address = new Address();
  boxes = new Boxes();
  clock = new Clock();
  grounds = new Grounds();
  keyboard = new Keyboard();
  library = new Library();
  themes = new Themes();
  /** @type {LiveChart | null} */
  chart = null;
  /** @type {Previews | null} */
  previews = null;
  /** @type {[string, Vector[]]} */
  vectors = ["", []]; // of the run that the reader looks inside, which may be known before the chart stands

  // Lend the chart a run's vectors.
  lend(/** @type {string} */ run, /** @type {Vector[]} */ vectors) {
    this.vectors = [run, vectors];
    this.chart?.take(run, vectors);
  }
}

export const visit = new Visit();

// Inside of another page there is the picture alone; `live_chart.css` says what that leaves out.
const embedded = new URLSearchParams(location.search).getAll("embed").some((value) => /^true$/i.test(value));
document.documentElement.toggleAttribute("data-adamscope-embedded", embedded);
