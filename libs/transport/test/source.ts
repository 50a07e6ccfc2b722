/** Events that a test sends by hand, and a count of who listens. */
export class Source<T> {
  readonly #listeners = new Set<(event: T | null) => void>();

  get listeners(): number {
    return this.#listeners.size;
  }

  send(event: T): void {
    for (const listener of this.#listeners) listener(event);
  }

  complete(): void {
    for (const listener of this.#listeners) listener(null);
  }

  listen(): AsyncIterableIterator<T> {
    const events: (T | null)[] = [];
    let wake: (() => void) | undefined;
    const listener = (event: T | null): void => {
      events.push(event);
      wake?.();
    };
    this.#listeners.add(listener);
    const end = async (): Promise<IteratorResult<T>> => {
      this.#listeners.delete(listener);
      listener(null);
      return { done: true, value: undefined };
    };
    return {
      async next() {
        while (events.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const event = events.shift();
        return event === null || event === undefined ? end() : { done: false, value: event };
      },
      return: end,
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
