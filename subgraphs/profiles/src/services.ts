import type { Cache } from '@ursa/cache';
import { openCaches } from '@ursa/cache';
import type { Db } from '@ursa/database';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import type { ProfileFacts } from './domain/profile.ts';

/** What lives as long as the process. */
export interface Services {
  /** What people tell of themselves, by id. */
  readonly profiles: Cache<ProfileFacts>;
  /** The database outside of any transaction: inside of one nothing is taken from the cache, or kept in it. */
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** Opens them. */
export function services({ name, config, db, log, metrics }: ServiceDeps<Config>): Services {
  const caches = openCaches({ owner: name, config: config.cache, log, metrics });
  return { profiles: caches.cache<ProfileFacts>({ name: 'profile-by-id' }), db, close: caches.close };
}
