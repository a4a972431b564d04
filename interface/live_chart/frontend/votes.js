// @ts-check
// The hands that a class shows for a lesson's answers, as the teacher counts them with the keyboard.

import { element, write } from "./elements.js";

/** @import { ChartMessage } from "../message" */
/** @import { Keyboard } from "./keys.js" */

export class Votes {
  #question = "";
  #isAnswered = false;
  /** @type {number[]} */
  #hands = []; // for each answer
  /** @type {number[]} */
  #counted = []; // the answers of the hands, in the order in which they were counted

  constructor(/** @type {Element} */ parent, /** @type {Keyboard} */ keyboard) {
    this.line = element(parent, "p", "ads-votes");
    this.line.setAttribute("role", "status");
    this.onKey = (/** @type {KeyboardEvent} */ event) => {
      if (!event.shiftKey || !this.#question || !keyboard.isTextFree(event)) return;
      const answer = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]);
      if (event.key === "Backspace") this.#takeBack();
      else if (answer <= this.#hands.length) this.#count(answer - 1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", this.onKey);
    this.#tell();
  }

  // The tally stays until the next question, or until this one is asked again.
  update(/** @type {Pick<ChartMessage, "lesson" | "answers" | "address">} */ { lesson, answers, address }) {
    const question = lesson ? (address.query.lesson ?? "") : "";
    const isAnswered = lesson === "revealed";
    if (question !== this.#question || (this.#isAnswered && !isAnswered)) {
      this.#hands = Array(answers).fill(0);
      this.#counted = [];
    }
    this.#question = question;
    this.#isAnswered = isAnswered;
    this.#tell();
  }

  #count(/** @type {number} */ answer) {
    this.#hands[answer]++;
    this.#counted.push(answer);
    this.#tell();
  }

  #takeBack() {
    const answer = this.#counted.pop();
    if (answer !== undefined) this.#hands[answer]--;
    this.#tell();
  }

  #tell() {
    this.line.hidden = this.#counted.length === 0;
    write(this.line, this.#hands.map((hands, answer) => `${hands} voted ${answer + 1}`).join(" · "));
  }

  remove() {
    document.removeEventListener("keydown", this.onKey);
  }
}
