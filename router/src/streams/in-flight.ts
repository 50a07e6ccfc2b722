/** Counts queries and mutations that are being answered, so that a stop can wait for them. */
export class InFlight {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** What is returned says that it is done. */
  begin(): () => void {
    this.#running += 1;
    return () => {
      this.#running -= 1;
      if (this.#running === 0) for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  /** Resolves when nothing is being answered. */
  async idle(): Promise<void> {
    if (this.#running > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
