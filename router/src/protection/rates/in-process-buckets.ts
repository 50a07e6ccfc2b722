import { LRUCache } from 'lru-cache';
import type { Buckets, Draw, Lack } from './buckets.ts';
import { dripMs, roundingMs } from './buckets.ts';

/** Most buckets that are not full; those longest untouched are forgotten first, and are full again. */
const maxBuckets = 100_000;

/** Buckets of this process alone (GCRA: of each the moment is kept at which it will be full). */
export function inProcessBuckets(now: () => number = () => performance.now()): Buckets {
  const fullAt = new LRUCache<string, number>({ max: maxBuckets });
  const after = (draw: Draw, moment: number): number =>
    Math.max(fullAt.get(draw.key) ?? moment, moment) + dripMs(draw);

  return {
    draw(draws) {
      const moment = now();
      let lack: Lack | undefined;
      for (const [at, draw] of draws.entries()) {
        if (draw.amount > draw.capacity) return { at, retryAfterMs: null };
        const retryAfterMs = after(draw, moment) - draw.windowMs - moment;
        if (retryAfterMs > (lack?.retryAfterMs ?? roundingMs)) lack = { at, retryAfterMs };
      }
      if (lack === undefined) for (const draw of draws) fullAt.set(draw.key, after(draw, moment));
      return lack;
    },
    putBack(draw) {
      const known = fullAt.get(draw.key);
      if (known !== undefined) fullAt.set(draw.key, known - dripMs(draw));
    },
    async close() {},
  };
}
