import { SubgraphUnavailable } from '@ursa/transport';

export interface Entry {
  sequence: number;
  text: string;
}

/** A log that is followed live, and whose followers can be thrown out, as a subgraph's restart does. */
export class Stream {
  readonly #subgraph: string;
  readonly #entries: Entry[] = [];
  #changed = Promise.withResolvers<void>();
  #epoch = 0;
  followers = 0;
  /** Every `after` a follower came with. */
  readonly opened: (string | undefined)[] = [];

  constructor(subgraph: string) {
    this.#subgraph = subgraph;
  }

  add(text: string): void {
    this.#entries.push({ sequence: this.#entries.length + 1, text });
    this.#wake();
  }

  /** Every follower's connection is lost. */
  drop(): void {
    this.#epoch += 1;
    this.#wake();
  }

  async *follow(after: string | undefined, signal: AbortSignal): AsyncGenerator<Entry> {
    const epoch = this.#epoch;
    let position = after === undefined ? this.#entries.length : Number(after);
    this.opened.push(after);
    this.followers += 1;
    const gone = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    try {
      while (!signal.aborted) {
        if (epoch !== this.#epoch)
          throw new SubgraphUnavailable(this.#subgraph, 'network', 'the connection broke');
        const entry = this.#entries[position];
        if (entry === undefined) {
          await Promise.race([this.#changed.promise, gone]);
        } else {
          position += 1;
          yield entry;
        }
      }
    } finally {
      this.followers -= 1;
    }
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
