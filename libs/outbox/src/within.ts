/** Runs `work`, and rejects with `complaint` when it takes longer than `ms`; its signal is aborted then. */
export async function within<T>(
  ms: number,
  complaint: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new TookTooLong(`${complaint} within ${ms} ms`);
    over.abort(error);
    late.reject(error);
  }, ms);
  try {
    return await Promise.race([work(over.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}
