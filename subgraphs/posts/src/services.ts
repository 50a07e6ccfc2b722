import type { Cache } from '@ursa/cache';
import { openCaches } from '@ursa/cache';
import type { Db } from '@ursa/database';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import type { KeptPost } from './loaders/kept-post.ts';

/** What lives as long as the process. */
export interface Services {
  /** What posts say, by id. */
  readonly posts: Cache<KeptPost>;
  /** The database outside of any transaction: inside of one nothing is taken from the cache, or kept in it. */
  readonly db: Db;
  readonly close: () => Promise<void>;
}

/** Opens them. */
export function services({ name, config, db, log, metrics }: ServiceDeps<Config>): Services {
  const caches = openCaches({ owner: name, config: config.cache, log, metrics });
  return { posts: caches.cache<KeptPost>({ name: 'post-by-id' }), db, close: caches.close };
}
