import { CursorAhead } from './cursor-ahead.ts';
import type { Live, LiveMessage } from './live.ts';

/** What to follow, and how to ask Postgres about it. */
export interface Following<T extends { sequence: number }> {
  live: Live;
  channel: string;
  /** The sequence of the last event the client knows; absent: only what happens from now on. */
  after?: number | undefined;
  /** The sequence of the channel's newest committed event; 0 when there is none. */
  head(): Promise<number>;
  /**
   * Items with a greater sequence, in sequence, one page at a time. Events that are not items of this stream are
   * left out; an empty page says that nothing more is there.
   */
  since(sequence: number): Promise<readonly T[]>;
  /** The item a message is about; nothing when it is none of this stream or not for this viewer. */
  load(message: LiveMessage): Promise<T | null | undefined>;
  /** Ends the stream, quietly. */
  signal: AbortSignal;
}

/**
 * Everything after a cursor, in sequence, each item once: first what Postgres holds, then what is announced.
 * Messages may get lost, repeated or overtake each other on the way; a gap is filled from Postgres.
 *
 * Throws {@link CursorAhead} when `after` was never reached, and whatever `head`, `since` or `load` throw. Nothing
 * stays subscribed after the signal aborts or the stream is left, whatever it is waiting for.
 */
export function follow<T extends { sequence: number }>(
  following: Following<T>,
): AsyncGenerator<T, undefined> {
  const { signal } = following;
  const leaving = new AbortController();
  const onAbort = (): void => leaving.abort();
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const leave = (): void => {
    signal.removeEventListener('abort', onAbort);
    leaving.abort();
  };
  const items = read({ ...following, signal: leaving.signal }, leave);

  // A generator that waits for the next message cannot be told to return before it comes; the signal can.
  return {
    next: () => items.next(),
    async return() {
      leave();
      return { done: true, value: undefined };
    },
    throw(error) {
      leave();
      return items.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      leave();
    },
  };
}

async function* read<T extends { sequence: number }>(
  { live, channel, after, head, since, load, signal }: Following<T>,
  leave: () => void,
): AsyncGenerator<T, undefined> {
  let position = 0;

  /** Events that commit meanwhile are in the page or announced after it; either way they come once. */
  async function* catchUp(newest: number): AsyncGenerator<T, undefined> {
    while (position < newest) {
      const start = position;
      for (const item of await since(start)) {
        signal.throwIfAborted();
        position = item.sequence;
        yield item;
      }
      // Sequence order is commit order: what `since` left out up to `newest` is none of this stream.
      if (position === start) position = newest;
    }
  }

  try {
    // Watching comes first: whatever commits after `head` was asked is announced to this watcher.
    const signals = await live.watch(channel, signal);
    signal.throwIfAborted();
    const newest = await head();
    if (after !== undefined && after > newest) throw new CursorAhead(channel, after, newest);
    position = after ?? newest;
    yield* catchUp(newest);

    for await (const next of signals) {
      if (next.kind === 'gap') {
        yield* catchUp(await head());
        continue;
      }
      const { message } = next;
      if (message.sequence > position + 1) yield* catchUp(message.sequence);
      if (message.sequence <= position) continue;
      position = message.sequence;
      const item = await load(message);
      signal.throwIfAborted();
      if (item) yield item;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    leave();
  }
  return undefined;
}
