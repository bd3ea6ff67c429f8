// How long a practised person's hands and eyes need for what a journey does, by the keystroke-level model (Card, Moran and
// Newell, 1980): 0.28 s a key of an average typist, 1.1 s to point, 0.4 s between keyboard and mouse, 1.35 s to think
// before each thing one decides. What the page makes people wait comes on top, as it was measured.
const KEY = 0.28;
const POINT = 1.1;
const HOME = 0.4;
const THINK = 1.35;

/** Hands on a page: each thing they do is an interaction. */
export class Hands {
  interactions = 0;
  #seconds = 0;
  #began = performance.now();
  #mouse = false;

  #do(mouse, seconds) {
    this.interactions += 1;
    this.#seconds += THINK + seconds + (mouse === this.#mouse ? 0 : HOME);
    this.#mouse = mouse;
  }

  /** Points at something and clicks it. */
  async click(locator) {
    this.#do(true, POINT + 0.1);
    await locator.click();
  }

  /** Goes on to a field by Tab and types. */
  async type(locator, words) {
    this.#do(false, (words.length + 1) * KEY);
    await locator.fill(words);
  }

  /** Seconds a person needs for all of it, the page's own time included. */
  seconds() {
    return this.#seconds + (performance.now() - this.#began) / 1000;
  }
}
