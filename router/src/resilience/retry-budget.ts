/** Repeats there is credit for at the beginning, and at most: a short trouble in little traffic. */
const most = 10;

/** Lets repeats be a share of all requests, so that a subgraph in trouble does not get more of them than before. */
export class RetryBudget {
  readonly #share: number;
  #credit = most;

  constructor(percent: number) {
    this.#share = percent / 100;
  }

  /** A request was made. */
  earn(): void {
    this.#credit = Math.min(most, this.#credit + this.#share);
  }

  /** Whether there is credit for a repeat. */
  spend(): boolean {
    if (this.#share === 0 || this.#credit < 1) return false;
    this.#credit -= 1;
    return true;
  }
}
