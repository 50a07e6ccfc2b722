import { setTimeout as delay } from 'node:timers/promises';

/** Waits; less long when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {});
}

/** Waits until all are settled, for at most `graceMs`. Tells whether they are. */
export async function ending(works: Iterable<Promise<unknown>>, graceMs: number): Promise<boolean> {
  const over = new AbortController();
  const late = delay(graceMs, false, { signal: over.signal }).catch(() => false);
  const all = Promise.allSettled(works).then(() => true);
  const settled = await Promise.race([all, late]);
  over.abort();
  return settled;
}
