import type { Cache } from './cache.ts';
import type { CountReads } from './cache-metrics.ts';

/** Remembers nothing: with `CACHE=off`. */
export function noCache<Value>(count: CountReads): Cache<Value> {
  return {
    async getMany(keys, compute) {
      const wanted = [...new Set(keys)];
      count('bypassed', wanted.length);
      return wanted.length === 0 ? new Map() : new Map(await compute(wanted, new Map()));
    },
    invalidate: async () => {},
  };
}
