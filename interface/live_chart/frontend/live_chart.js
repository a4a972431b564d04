// @ts-check
// What Streamlit calls: one function per component, with every message again. Python sends ordinary Plotly figures
// and the rows below them; nothing here knows an optimizer.

import { Anatomy } from "./anatomy.js";
import { LiveChart } from "./chart.js";
import { Reports } from "./reports.js";
import { Sliders } from "./sliders.js";
import { visit } from "./visit.js";

/** @import { AnatomyMessage, ChartMessage, GroundMessage, PreviewMessage, ReportsMessage } from "../message" */
/** @import { Component, Urls } from "../types" */

visit.boxes.keep();

export function ground(/** @type {Component<GroundMessage>} */ { data }) {
  Object.assign(visit.themes.palettes, data.palettes);
  visit.grounds.arrived(data);
}

export function chart(/** @type {Component<ChartMessage>} */ component, /** @type {Urls} */ urls) {
  return kept(component, (parent) => (visit.chart = new LiveChart(parent, urls, visit)));
}

export function anatomy(/** @type {Component<AnatomyMessage>} */ component, /** @type {Urls} */ urls) {
  return kept(component, (parent) => new Anatomy(parent, urls, visit));
}

export function reports(/** @type {Component<ReportsMessage>} */ component) {
  return kept(component, () => new Reports(visit, () => visit.chart?.hello()));
}

export function previews(/** @type {Component<PreviewMessage>} */ component) {
  return kept(component, () => new Sliders(visit));
}

/** @type {WeakMap<HTMLElement, { update(component: any): void, remove(): void }>} */
const made = new WeakMap();

/**
 * A component calls its function with every message; what it made stays with its place on the page.
 *
 * @template Data
 * @param {Component<Data>} component
 * @param {(parent: HTMLElement) => { update(component: Component<Data>): void, remove(): void }} make
 */
function kept(component, make) {
  const { parentElement } = component;
  const thing = made.get(parentElement) ?? make(parentElement);
  made.set(parentElement, thing);
  thing.update(component);
  return () => {
    // Streamlit also ends a call that a newer message has overtaken; the thing then stays where it is.
    if (parentElement.isConnected) return;
    thing.remove();
    made.delete(parentElement);
  };
}
