import { randomUUID } from 'node:crypto';
import { environment } from '@ursa/testkit';
import type { CacheStore } from '../src/index.ts';
import { inProcessStore, redisStore } from '../src/index.ts';

/** How each store is opened; Redis takes part when the environment names one. */
export const stores: { name: string; open: (settings?: { leaseMs?: number }) => CacheStore }[] = [
  { name: 'in the process', open: (settings) => inProcessStore(settings) },
];

const { redisUrl } = environment;
if (redisUrl) {
  stores.push({
    name: 'in Redis',
    open: (settings) =>
      redisStore({
        url: redisUrl,
        keyPrefix: `ursa-test-${randomUUID()}:`,
        commandTimeoutMs: 2_000,
        ...settings,
      }),
  });
}

/** Resolves once the store answers: a connection takes its moment. */
export async function ready(store: CacheStore): Promise<CacheStore> {
  for (let patience = 200; ; patience -= 1) {
    try {
      await store.drop(['ready']);
      return store;
    } catch (error) {
      if (patience === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
