import { Bell } from './bell.ts';

/** How items come, and what is done with each. */
export interface Work<Item, Result> {
  /** The next item; undefined at the end. */
  take(): Promise<Item | undefined>;
  /** Never rejects. */
  run(item: Item): Promise<Result>;
  /** Most items that are begun and not asked for yet. */
  readonly atOnce: number;
}

/** Works on several items at once, as they come, and tells what came of them in the order of the items. */
export class InOrder<Item, Result> {
  readonly #work: Work<Item, Result>;
  readonly #begun: Promise<Result>[] = [];
  // One waits for there to be something begun, or else the other for there to be less of it.
  readonly #bell = new Bell();
  #end: { readonly error?: unknown } | undefined;

  constructor(work: Work<Item, Result>) {
    this.#work = work;
    void this.#begin();
  }

  /** What came of the next item; undefined at the end. Rejects like `take`, once all before that is told. */
  async next(): Promise<Result | undefined> {
    for (;;) {
      const [first] = this.#begun;
      if (first !== undefined) {
        const result = await first;
        this.#begun.shift();
        this.#bell.ring();
        return result;
      }
      if (this.#end !== undefined) {
        if ('error' in this.#end) throw this.#end.error;
        return undefined;
      }
      await this.#bell.wait();
    }
  }

  async #begin(): Promise<void> {
    const { take, run, atOnce } = this.#work;
    try {
      for (let item = await take(); item !== undefined; item = await take()) {
        this.#begun.push(run(item));
        this.#bell.ring();
        while (this.#begun.length >= atOnce) await this.#bell.wait();
      }
      this.#end = {};
    } catch (error) {
      this.#end = { error };
    }
    this.#bell.ring();
  }
}
