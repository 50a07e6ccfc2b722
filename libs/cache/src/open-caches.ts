import type { Log, Metrics } from '@ursa/telemetry';
import type { Cache } from './cache.ts';
import { readCounter } from './cache-metrics.ts';
import type { CacheConfig } from './config.ts';
import { createCache } from './create-cache.ts';
import { inProcessStore } from './in-process-store.ts';
import { noCache } from './no-cache.ts';
import { redisStore } from './redis-store.ts';
import type { CacheStore } from './store.ts';

const restMs = 1_000;

export interface CachesOptions {
  /** The subgraph whose caches these are. */
  readonly owner: string;
  readonly config: CacheConfig;
  readonly metrics: Metrics;
  readonly log?: Log;
}

/** What one cache is. */
export interface CacheOptions {
  /** Unique within its owner; bounds of its values belong to the name: change it when they change their shape. */
  readonly name: string;
  /** @default CACHE_TTL_MS */
  readonly ttlMs?: number;
}

/** The caches of one subgraph in one process: in Redis when there is one, else in the process, or nowhere. */
export function openCaches({ owner, config, metrics, log }: CachesOptions) {
  const store = config.on ? openStore(owner, config, log) : undefined;
  return {
    cache<Value>({ name, ttlMs = config.ttlMs }: CacheOptions): Cache<Value> {
      const count = readCounter(metrics, name);
      if (!store) return noCache(count);
      return createCache({ name, store, ageing: { ttlMs, jitter: 0.2, beta: 1 }, restMs, count, log });
    },
    close: async (): Promise<void> => store?.close(),
  };
}

function openStore(owner: string, config: CacheConfig, log: Log | undefined): CacheStore {
  const { redisUrl, redisPrefix, maxEntries, timeoutMs } = config;
  if (redisUrl === undefined) return inProcessStore({ maxEntries });
  return redisStore({
    url: redisUrl,
    keyPrefix: `${redisPrefix}ursa:cache:${owner}:`,
    connectionName: `${redisPrefix}ursa-${owner}-cache`,
    commandTimeoutMs: timeoutMs,
    ...(log && { log }),
  });
}
