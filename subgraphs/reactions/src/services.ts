import type { Cache } from '@ursa/cache';
import { openCaches } from '@ursa/cache';
import type { Db } from '@ursa/database';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import type { Counts } from './domain/kinds.ts';

/** What lives as long as the process. */
export interface Services {
  /** How many reacted to a subject, for everybody alike; by the subject's id. */
  readonly counts: Cache<Counts>;
  /** The database outside of any transaction: inside of one nothing is taken from the cache, or kept in it. */
  readonly db: Db;
  readonly coalesceMs: number;
  readonly close: () => Promise<void>;
}

/** Opens them. */
export function services({ name, config, db, log, metrics }: ServiceDeps<Config>): Services {
  const caches = openCaches({ owner: name, config: config.cache, log, metrics });
  return {
    counts: caches.cache<Counts>({ name: 'reaction-counts' }),
    db,
    coalesceMs: config.coalesceMs,
    close: caches.close,
  };
}
