import type { SubgraphResponse } from '@ursa/transport';

/** The answers of one subscription. `return` ends it at once, also while its source is waiting. */
export type EventStream = Required<AsyncIterableIterator<SubgraphResponse, undefined>>;

export interface StreamSteps {
  /** Aborted when nobody listens any more; the source waits on its signal. */
  readonly stop: AbortController;
  /** The source of events, or the one answer that says why there is none. */
  open(): Promise<AsyncIterable<unknown> | SubgraphResponse>;
  answer(event: unknown): Promise<SubgraphResponse>;
  /** The last answer of a source that failed. */
  broken(error: unknown): SubgraphResponse;
}

const ended: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Maps a source of events to answers, one at a time. An async generator would not do: its `return` waits for a
 * `next` that may wait forever.
 */
export function eventStream({ stop, open, answer, broken }: StreamSteps): EventStream {
  const { signal } = stop;
  let source: AsyncIterator<unknown> | undefined;
  let over = false;
  let final: IteratorResult<SubgraphResponse, undefined> = ended;

  const finish = (): typeof ended => {
    over = true;
    stop.abort();
    // What the source makes of it is its own matter: nobody is left to be told.
    void source?.return?.().catch(() => {});
    return ended;
  };
  // The `next` that waits. A race against one promise for the whole stream would keep every loser alive with it.
  let release: ((result: IteratorResult<SubgraphResponse, undefined>) => void) | undefined;
  signal.addEventListener('abort', () => release?.(final), { once: true });

  const advance = async (): Promise<IteratorResult<SubgraphResponse, undefined>> => {
    try {
      if (source === undefined) {
        const opened = await open();
        if (!(Symbol.asyncIterator in opened)) return last(opened);
        source = opened[Symbol.asyncIterator]();
        if (over || signal.aborted) return finish();
      }
      const event = await source.next();
      if (over || signal.aborted || event.done) return finish();
      return { done: false, value: await answer(event.value) };
    } catch (error) {
      return over || signal.aborted ? finish() : last(broken(error));
    }
  };
  const last = (value: SubgraphResponse): IteratorResult<SubgraphResponse, undefined> => {
    final = { done: false, value };
    finish();
    return final;
  };

  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (over || signal.aborted) return finish();
      return new Promise((resolve, reject) => {
        release = resolve;
        advance().then(resolve, reject);
      });
    },
    return: async () => finish(),
    async throw(error) {
      finish();
      throw error;
    },
  };
}
