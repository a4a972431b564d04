// @ts-check
// The heavy traces of surfaces, which travel apart from the paths; the newest few are kept.

/** @import { Ground } from "../types" */

const MOST = 8;

export class Grounds {
  /** @type {Map<string, Ground>} */
  #kept = new Map();
  /** @type {Map<string, (ground: Ground) => void>} */
  #wanted = new Map();

  arrived(/** @type {Ground} */ { id, trace, around }) {
    const ground = this.#kept.get(id) ?? { id, trace, around };
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
