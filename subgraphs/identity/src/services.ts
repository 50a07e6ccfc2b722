import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import { createHasher } from './domain/hasher.ts';
import type { Identity } from './domain/identity.ts';
import { createKeyRing } from './domain/key-ring.ts';
import { createSeal } from './domain/seal.ts';

/** What lives as long as the process. A key secret that does not fit the database is found here. */
export async function services({ config, db }: ServiceDeps<Config>): Promise<Identity> {
  const keys = createKeyRing(db, createSeal(config.keySecret), config.keys);
  await keys.current();
  const hasher = await createHasher(config.hashing);
  return { db, hasher, keys, limits: config.limits, lifetimes: config.lifetimes };
}
