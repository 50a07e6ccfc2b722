/** Slices of the window: what happened leaves it a slice at a time. */
const slices = 10;

interface Slice {
  /** Which slice of all time it is. */
  number: number;
  requests: number;
  failures: number;
}

/** Counts what happened in the last `windowMs`. */
export class RollingCounts {
  readonly #sliceMs: number;
  #slices: Slice[] = [];

  constructor(windowMs: number) {
    this.#sliceMs = windowMs / slices;
  }

  /** @param now of `performance.now()` */
  note(failed: boolean, now: number): void {
    const number = Math.floor(now / this.#sliceMs);
    let last = this.#slices.at(-1);
    if (last?.number !== number) {
      last = { number, requests: 0, failures: 0 };
      this.#slices = [...this.#slices.filter((slice) => slice.number > number - slices), last];
    }
    last.requests += 1;
    if (failed) last.failures += 1;
  }

  within(now: number): { requests: number; failures: number } {
    const oldest = Math.floor(now / this.#sliceMs) - slices;
    const counts = { requests: 0, failures: 0 };
    for (const { number, requests, failures } of this.#slices) {
      if (number <= oldest) continue;
      counts.requests += requests;
      counts.failures += failures;
    }
    return counts;
  }

  clear(): void {
    this.#slices = [];
  }
}
