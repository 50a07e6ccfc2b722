interface Ending {
  /** Whether an abort ends the stream without an error. */
  isQuiet(): boolean;
  /** What the reader sees of an error of the source. */
  wrap(error: unknown): Error;
  /** Called once, at the end. */
  done(): void;
}

/**
 * The source's items until `call` aborts, also in the middle of a wait: a pending `next` settles at once, and
 * `return` need not wait for it, as it would with an async generator.
 */
export function untilAborted<T>(
  source: AsyncIterator<T>,
  call: AbortController,
  ending: Ending,
): AsyncIterator<T, undefined> {
  let ended = false;
  const end = (): IteratorResult<T, undefined> => {
    if (!ended) {
      ended = true;
      ending.done();
      // The source may be in the middle of a wait; it learned of the end by its signal.
      source.return?.().catch(() => undefined);
    }
    return { done: true, value: undefined };
  };
  /** The end by an abort; only the first to meet it sees why. */
  const abort = (): IteratorResult<T, undefined> => {
    const isNews = !ended && !ending.isQuiet();
    const last = end();
    if (isNews) throw call.signal.reason;
    return last;
  };

  return {
    async next() {
      if (ended) return end();
      if (call.signal.aborted) return abort();
      const result = await nextOrAbort(source, call.signal).catch((error: unknown) => ({ error }));
      if (result === 'aborted') return abort();
      if ('error' in result) {
        end();
        throw ending.wrap(result.error);
      }
      return result.done ? end() : result;
    },
    async return() {
      const last = end();
      call.abort();
      return last;
    },
  };
}

function nextOrAbort<T>(
  source: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T> | 'aborted'> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    source
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}
