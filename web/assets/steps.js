// What was done, to be undone and done again.

export class Steps {
  #steps = [];
  #done = 0;

  /** Notes a step { undo, redo } that has just been done; what was undone before it is gone. */
  push(step) {
    this.#steps.length = this.#done;
    this.#steps.push(step);
    this.#done += 1;
  }

  /** The same steps, each made anew by the function; how many of them are done stays. */
  carried(make) {
    const steps = new Steps();
    steps.#steps = this.#steps.map(make);
    steps.#done = this.#done;
    return steps;
  }

  /** Undoes the last step; false where there is none. */
  undo() {
    if (this.#done === 0) return false;
    this.#done -= 1;
    this.#steps[this.#done].undo();
    return true;
  }

  /** Does what was undone last again; false where there is nothing. */
  redo() {
    if (this.#done === this.#steps.length) return false;
    this.#done += 1;
    this.#steps[this.#done - 1].redo();
    return true;
  }
}
