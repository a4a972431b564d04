// @ts-check
// The heavy traces of surfaces, which travel apart from the paths; the newest few are kept.

import { decodeTrace } from "./arrays.js";

/** @import { GroundMessage } from "../message" */
/** @import { Ground } from "../types" */

/** @typedef {Pick<GroundMessage, "id" | "trace">} Sent */

const MOST = 8;

export class Grounds {
  /** @type {Map<string, Ground>} */
  #kept = new Map();
  /** @type {Map<string, (ground: Ground) => void>} */
  #wanted = new Map();

  arrived(/** @type {Sent} */ sent) {
    const { id } = sent;
    const ground = this.#kept.get(id) ?? opened(sent);
    this.#kept.set(id, ground);
    for (const old of [...this.#kept.keys()].slice(0, -MOST)) this.#kept.delete(old);
    this.#wanted.get(id)?.(ground);
    this.#wanted.delete(id);
  }

  /**
   * The one of that name, now or when it is here.
   *
   * @param {string} id
   * @returns {Ground | Promise<Ground>}
   */
  named(id) {
    return this.#kept.get(id) ?? new Promise((resolve) => this.#wanted.set(id, resolve));
  }
}

// A ground as it is drawn.
export function opened(/** @type {Sent} */ { id, trace }) {
  return { id, trace: trace && decodeTrace(trace) };
}
