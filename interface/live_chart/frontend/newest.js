// @ts-check
// One at a time, and the newest wins: what to do next is asked for only when the way is free, so that what was
// overtaken meanwhile is never done.

/** @template T */
export class Newest {
  /**
   * @param {() => T | null} take the newest thing to do, or null
   * @param {(thing: T) => void} begin
   */
  constructor(take, begin) {
    this.take = take;
    this.begin = begin;
    this.busy = false;
  }

  // There may be something to do.
  go() {
    if (this.busy) return;
    const thing = this.take();
    if (thing === null) return;
    this.busy = true;
    this.begin(thing);
  }

  ended() {
    this.busy = false;
    this.go();
  }
}

const PATIENCE = 2000; // milliseconds
export const MOST_PATIENCE = 16_000; // a page that takes long is not hurried

// How long to wait for an answer of a part of the page, after so many that were lost.
export function patience(/** @type {number} */ tries) {
  return Math.min(PATIENCE * 2 ** tries, MOST_PATIENCE);
}

/**
 * Messages to Python, of which one is in flight until its answer is here. They are numbered, and one whose
 * answer does not come in time counts as lost: with a connection, or with a server that did not know the page.
 *
 * @template T
 */
export class Messages {
  #number = 0;
  #inFlight = 0;
  #tries = 0; // that were lost since the last answer
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {object} how
   * @param {() => T | null} how.take the newest thing to say, or null
   * @param {(thing: T, number: number) => void} how.send
   * @param {(tries: number) => number} how.patience milliseconds to wait, after so many that were lost
   * @param {(thing: T, tries: number) => void} how.lost called before the next one may leave
   */
  constructor({ take, send, patience, lost }) {
    this.messages = new Newest(take, (/** @type {T} */ thing) => {
      this.#inFlight = ++this.#number;
      this.#timer = setTimeout(() => {
        lost(thing, ++this.#tries);
        this.messages.ended();
      }, patience(this.#tries));
      send(thing, this.#inFlight);
    });
  }

  get waiting() {
    return this.messages.busy;
  }

  // There may be something to say.
  go() {
    this.messages.go();
  }

  // The newest answer that is here is the one to message `number`.
  answered(/** @type {number} */ number) {
    this.#number = Math.max(this.#number, number); // another visit of the same session may have counted on
    if (!this.waiting || number < this.#inFlight) return;
    clearTimeout(this.#timer);
    this.#tries = 0;
    this.messages.ended();
  }

  remove() {
    clearTimeout(this.#timer);
  }
}

const FIRST_PATIENCE = 8000; // milliseconds after which an answer of the whole page counts as lost
const MOST_TRIES = 4; // each with twice the patience of the one before

/**
 * What a reader did and what must arrive: while one is in flight the newest waits, and one that was lost is sent
 * again.
 *
 * @template T
 * @extends {Messages<T>}
 */
export class Outbox extends Messages {
  /** @type {T | null} */
  #waiting = null;

  constructor(/** @type {(thing: T, number: number) => void} */ send) {
    super({
      take: () => {
        const thing = this.#waiting;
        this.#waiting = null;
        return thing;
      },
      send,
      patience: (tries) => FIRST_PATIENCE * 2 ** tries,
      lost: (thing, tries) => {
        if (tries < MOST_TRIES) this.#waiting ??= thing;
      },
    });
  }

  post(/** @type {T} */ thing) {
    this.#waiting = thing;
    this.go();
  }
}
