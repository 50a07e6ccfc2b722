/**
 * A bounded queue between one writer that cannot wait and one reader that takes its time. The writer ends it
 * or fails it; the reader gets what was put before either.
 */
export class Mailbox<T> implements AsyncIterator<T, undefined> {
  readonly #capacity: number;
  readonly #onReturn: () => void;
  readonly #items: T[] = [];
  #end: { error?: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(capacity: number, onReturn: () => void) {
    this.#capacity = capacity;
    this.#onReturn = onReturn;
  }

  /** Whether there was room. */
  put(item: T): boolean {
    if (this.#end !== undefined) return true;
    if (this.#items.length >= this.#capacity) return false;
    this.#items.push(item);
    this.#wake?.();
    return true;
  }

  end(): void {
    this.#end ??= {};
    this.#wake?.();
  }

  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) return { done: false, value: item };
      if (this.#end !== undefined) return this.#finish(this.#end);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#items.length = 0;
    this.#end = {};
    this.#wake?.();
    this.#onReturn();
    return { done: true, value: undefined };
  }

  #finish(end: { error?: unknown }): IteratorResult<T, undefined> {
    this.#end = {};
    if (end.error !== undefined) throw end.error;
    return { done: true, value: undefined };
  }
}
