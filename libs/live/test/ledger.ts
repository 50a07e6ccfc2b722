import type { Live, LiveMessage } from '../src/index.ts';
import { follow } from '../src/index.ts';

/** An item of the stream under test. */
export interface Item {
  sequence: number;
  id: string;
}

const pageSize = 3;

/**
 * What Postgres holds of one channel: committed events in sequence, some of them no items of the stream. Hooks run
 * at the moments between a question and its answer, where other transactions commit.
 */
export class Ledger {
  readonly channel: string;
  readonly questions: string[] = [];
  readonly #events: { item: Item; isItem: boolean }[] = [];
  #hooks: { moment: Moment; run: () => unknown }[] = [];

  constructor(channel: string) {
    this.channel = channel;
  }

  get newest(): number {
    return this.#events.length;
  }

  /** Commits events; they are not announced by that. */
  commit(count = 1, isItem = true): LiveMessage[] {
    return Array.from({ length: count }, () => {
      const sequence = this.#events.length + 1;
      const id = `comment_${sequence}`;
      this.#events.push({ item: { sequence, id }, isItem });
      return { channel: this.channel, sequence, type: isItem ? 'CommentAdded' : 'CommentEdited', id };
    });
  }

  /** Runs something once, when the moment comes. */
  at(moment: Moment, run: () => unknown): void {
    this.#hooks.push({ moment, run });
  }

  /** Follows the ledger as a resolver would. */
  follow(live: Live, signal: AbortSignal, after?: number): AsyncGenerator<Item, undefined> {
    return follow<Item>({
      live,
      channel: this.channel,
      after,
      signal,
      head: async () => {
        await this.#reach('before head');
        const newest = this.newest;
        await this.#reach('after head');
        return newest;
      },
      since: async (sequence) => {
        await this.#reach('before since');
        const later = this.#events.filter(({ item, isItem }) => isItem && item.sequence > sequence);
        const page = later.slice(0, pageSize).map(({ item }) => item);
        await this.#reach('after since');
        return page;
      },
      load: async ({ sequence }) => {
        await this.#reach('before load');
        const event = this.#events[sequence - 1];
        await this.#reach('after load');
        return event?.isItem ? event.item : undefined;
      },
    });
  }

  async #reach(moment: Moment): Promise<void> {
    const due = this.#hooks.filter((hook) => hook.moment === moment);
    this.#hooks = this.#hooks.filter((hook) => hook.moment !== moment);
    if (moment.startsWith('before')) this.questions.push(moment.slice('before '.length));
    for (const { run } of due) await run();
  }
}

export type Moment =
  | 'before head'
  | 'after head'
  | 'before since'
  | 'after since'
  | 'before load'
  | 'after load';

/** The sequences of the next `count` items. */
export async function take(items: AsyncGenerator<Item, undefined>, count: number): Promise<number[]> {
  const sequences: number[] = [];
  while (sequences.length < count) {
    const { done, value } = await items.next();
    if (done) throw new Error(`the stream ended after ${JSON.stringify(sequences)}`);
    sequences.push(value.sequence);
  }
  return sequences;
}

/** The whole numbers from `first` to `last`. */
export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
