// @ts-check
// The step that everything in the player's time shows. The player sets it; figures, rows and reports follow.

/** @typedef {(step: number, resting: boolean) => void} Follower */

export class Clock {
  /** @type {Set<Follower>} */
  #followers = new Set();
  step = 0;
  last = 0; // of the run that is drawn
  resting = true;
  running = false; // whether the player has set it yet

  set(/** @type {number} */ step, /** @type {boolean} */ resting, /** @type {number} */ last) {
    this.running = true;
    this.step = step;
    this.last = last;
    this.resting = resting;
    for (const follower of this.#followers) follower(step, resting);
  }

  // Call `follower` now and whenever the step changes; the answer ends that.
  follow(/** @type {Follower} */ follower) {
    this.#followers.add(follower);
    follower(this.step, this.resting);
    return () => this.#followers.delete(follower);
  }
}
