import { setTimeout as delay } from 'node:timers/promises';

/**
 * The newest item of a stream, at most once in `everyMs`: a burst comes as its first and its last. The last item of the
 * stream is never left out. Ends with the stream, with what it throws, or quietly when the signal aborts.
 */
export async function* atMostEvery<T>(
  everyMs: number,
  items: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, undefined> {
  const source = items[Symbol.asyncIterator]();
  let newest: { item: T } | undefined;
  let end: { error?: unknown } | undefined;
  let wake = () => {};
  const read = async (): Promise<void> => {
    try {
      for (let next = await source.next(); !next.done; next = await source.next()) {
        newest = { item: next.value };
        wake();
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    wake();
  };

  try {
    void read();
    for (let quietUntil = 0; ; ) {
      while (!newest && !end) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (!newest) {
        if (end && 'error' in end) throw end.error;
        return undefined;
      }
      const waitMs = quietUntil - performance.now();
      if (waitMs > 0) await delay(waitMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return undefined;
      const { item } = newest;
      newest = undefined;
      quietUntil = performance.now() + everyMs;
      yield item;
    }
  } finally {
    void source.return?.();
  }
}
