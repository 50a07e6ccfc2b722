import type { Environment } from '@ursa/setup';
import { z } from 'zod';

const count = z.coerce.number().int().positive();

/** What every subgraph that caches reads. */
export const cacheVariables = z.object({
  /** `off`: everything is computed each time. */
  CACHE: z.enum(['on', 'off']).default('on'),
  /** How long an entry lives at most. */
  CACHE_TTL_MS: count.default(30_000),
  /** Most entries kept in the process, where there is no Redis. */
  CACHE_MAX_ENTRIES: count.default(50_000),
  /** How long Redis is waited for before everything is computed. */
  CACHE_TIMEOUT_MS: count.default(100),
});

const places = z.object({
  REDIS_URL: z.string().optional(),
  REDIS_PREFIX: z.string().default(''),
});

/** How a process caches. */
export interface CacheConfig {
  readonly on: boolean;
  readonly ttlMs: number;
  readonly maxEntries: number;
  readonly timeoutMs: number;
  /** Absent: in the process. */
  readonly redisUrl?: string | undefined;
  readonly redisPrefix: string;
}

/** Reads it; throws zod's error when a variable is wrong. */
export function readCacheConfig(environment: Environment): CacheConfig {
  const read = cacheVariables.extend(places.shape).parse(environment);
  return {
    on: read.CACHE === 'on',
    ttlMs: read.CACHE_TTL_MS,
    maxEntries: read.CACHE_MAX_ENTRIES,
    timeoutMs: read.CACHE_TIMEOUT_MS,
    redisUrl: read.REDIS_URL,
    redisPrefix: read.REDIS_PREFIX,
  };
}
