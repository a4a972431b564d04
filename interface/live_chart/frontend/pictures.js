// @ts-check
// Buttons that save what the chart shows as a picture.

import { card, element, styleSheet } from "./elements.js";
import { bytes, picture } from "./picture.js";

/** @import { Urls } from "../types" */
/** @import { LiveChart } from "./chart.js" */
/** @import { Visit } from "./visit.js" */

const TIMES = 3; // as large as on the screen

// A button in the bar that opens a card with the two.
export class Save {
  constructor(/** @type {HTMLElement} */ bar, /** @type {LiveChart} */ chart) {
    const button = element(bar, "button", "ads-copy", "Save");
    button.title = "Save the picture as it is now";
    this.card = card(bar, "ads-saving", "Save the picture");
    button.popoverTargetElement = this.card;
    element(this.card, "p", "", "The picture as it is now, three times as large:");
    buttons(this.card, () => chart);
  }
}

export class Pictures {
  /**
   * @param {HTMLElement} parent
   * @param {Urls} urls
   * @param {Visit} visit
   */
  constructor(parent, urls, visit) {
    this.root = element(parent, "div", "ads");
    void styleSheet(parent, urls.style);
    buttons(this.root, () => visit.chart);
  }

  update() {}

  remove() {
    this.root.remove();
  }
}

function buttons(/** @type {HTMLElement} */ parent, /** @type {() => LiveChart | null} */ of) {
  const row = element(parent, "div", "ads-pictures");
  const problem = element(parent, "p", "ads-problem");
  problem.setAttribute("role", "alert");
  for (const kind of /** @type {const} */ (["png", "svg"])) {
    const button = element(row, "button", "ads-save", kind.toUpperCase());
    button.onclick = async () => {
      button.disabled = true;
      problem.textContent = "";
      try {
        await save(of(), kind);
      } catch (error) {
        problem.textContent = `The picture could not be made: ${error instanceof Error ? error.message : error}`;
      }
      button.disabled = false;
    };
  }
}

async function save(/** @type {LiveChart | null} */ chart, /** @type {"png" | "svg"} */ kind) {
  const saved = chart?.component?.data.saved;
  if (!chart || !saved) return;
  const { step, last } = chart.visit.clock;
  const caption = `Step ${step} of ${last}. ${saved.caption}`.trim();
  const made = await bytes(await picture(chart.root, { title: saved.title, caption }), kind, TIMES);
  const link = element(null, "a");
  link.download = `${saved.name}.${kind}`;
  link.href = URL.createObjectURL(made);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
