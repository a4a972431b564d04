// @ts-check
// What Streamlit calls: one function per component, with every message again. Python sends ordinary Plotly figures
// and the rows below them; nothing here knows an optimizer.

import { Anatomy } from "./anatomy.js";
import { LiveChart } from "./chart.js";
import { unpacked } from "./packing.js";
import { Pictures } from "./pictures.js";
import { Previews } from "./previews.js";
import { Reports } from "./reports.js";
import { visit } from "./visit.js";

/** @import { GroundMessage } from "../message" */
/** @import { Component, Urls } from "../types" */
/** @typedef {Component<Uint8Array>} Called */

export { visit }; // for those who look into the page from outside

visit.boxes.keep();

export function ground(/** @type {Called} */ { data }) {
  /** @type {GroundMessage} */
  const sent = unpacked(data);
  Object.assign(visit.themes.palettes, sent.palettes);
  visit.grounds.arrived(sent);
}

export function chart(/** @type {Called} */ component, /** @type {Urls} */ urls) {
  return kept(component, (parent) => (visit.chart = new LiveChart(parent, urls, visit)));
}

export function anatomy(/** @type {Called} */ component, /** @type {Urls} */ urls) {
  return kept(component, (parent) => new Anatomy(parent, urls, visit));
}

export function pictures(/** @type {Called} */ component, /** @type {Urls} */ urls) {
  return kept(component, (parent) => new Pictures(parent, urls, visit));
}

export function reports(/** @type {Called} */ component) {
  return kept(component, () => new Reports(visit, () => visit.chart?.hello()));
}

export function previews(/** @type {Called} */ component) {
  return kept(component, () => new Previews(visit));
}

/** @type {WeakMap<HTMLElement, { update(component: any): void, remove(): void }>} */
const made = new WeakMap();

/**
 * A component calls its function with every message; what it made stays with its place on the page.
 *
 * @param {Called} component
 * @param {(parent: HTMLElement) => { update(component: Component<any>): void, remove(): void }} make
 */
function kept(component, make) {
  const { parentElement } = component;
  const thing = made.get(parentElement) ?? make(parentElement);
  made.set(parentElement, thing);
  thing.update({ ...component, data: unpacked(component.data) });
  return () => {
    // Streamlit also ends a call that a newer message has overtaken; the thing then stays where it is.
    if (parentElement.isConnected) return;
    thing.remove();
    made.delete(parentElement);
  };
}
