// @ts-check
// Buttons that save what the chart shows as a picture, and how it plays as a video.

import { card, element, styleSheet } from "./elements.js";
import { film, recorded } from "./film.js";
import { picture } from "./picture.js";
import { bytes } from "./saving.js";

/** @import { Urls } from "../types" */
/** @import { LiveChart } from "./chart.js" */
/** @import { Visit } from "./visit.js" */

const TIMES = 3; // as large as on the screen

// A button in the bar that opens a card with the two.
export class Save {
  constructor(/** @type {HTMLElement} */ bar, /** @type {LiveChart} */ chart) {
    const button = element(bar, "button", "ads-keep", "Save");
    button.title = "Save the picture as it is now";
    this.card = card(bar, "ads-saving", "Save the picture");
    button.popoverTargetElement = this.card;
    element(this.card, "p", "", "The picture as it is now, three times as large, or the playback:");
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
  const button = (/** @type {string} */ name, /** @type {(say: (words: string) => void) => Promise<void>} */ act) => {
    const made = element(row, "button", "ads-save", name);
    made.onclick = async () => {
      made.disabled = true;
      problem.textContent = "";
      try {
        await act((words) => (made.textContent = words));
      } catch (error) {
        problem.textContent = `This could not be made: ${error instanceof Error ? error.message : error}.`;
      }
      made.textContent = name;
      made.disabled = false;
    };
  };
  for (const kind of /** @type {const} */ (["png", "svg"])) button(kind.toUpperCase(), () => save(of(), kind));
  if (recorded()) button("Video", (say) => record(of(), say));
}

async function save(/** @type {LiveChart | null} */ chart, /** @type {"png" | "svg"} */ kind) {
  const saved = chart?.component?.data.saved;
  if (!chart || !saved) return;
  const drawn = await picture(chart.root, words(chart, chart.visit.clock.step));
  download(await bytes(drawn, kind, TIMES), `${saved.name}.${kind}`);
}

async function record(/** @type {LiveChart | null} */ chart, /** @type {(words: string) => void} */ say) {
  const saved = chart?.component?.data.saved;
  if (!chart || !saved) return;
  const made = await film(
    chart,
    (step) => words(chart, step),
    (share) => say(`Recording ${Math.round(100 * share)} %`),
  );
  if (made) download(made, `${saved.name}.${made.type.includes("mp4") ? "mp4" : "webm"}`);
}

// What stands above and below a picture at a step.
function words(/** @type {LiveChart} */ chart, /** @type {number} */ step) {
  const { title = "", caption = "" } = chart.component?.data.saved ?? {};
  return { title, caption: `Step ${step} of ${chart.visit.clock.last}. ${caption}`.trim() };
}

function download(/** @type {Blob} */ made, /** @type {string} */ name) {
  const link = element(null, "a");
  link.download = name;
  link.href = URL.createObjectURL(made);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
