import { cacheVariables, readCacheConfig } from '@ursa/cache';
import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';

const count = z.coerce.number().int().positive();

export const variables = z.object({
  /** Bursts of changes to one subject reach a watcher as one event in this time. */
  REACTIONS_COALESCE_MS: count.default(250),
  /** How often what hung on deleted posts and comments is swept up. */
  REACTIONS_SWEEP_MS: count.default(1_000),
  /** Most rows that one statement of it deletes. */
  REACTIONS_SWEEP_BATCH: count.default(1_000),
  /** How soon it looks again whether something came after it. */
  REACTIONS_SWEEP_AGAIN_MS: count.default(20_000),
});

/** Everything about reactions that can be set. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('reactions', variables.extend(cacheVariables.shape), environment);
  return {
    coalesceMs: env.REACTIONS_COALESCE_MS,
    sweepMs: env.REACTIONS_SWEEP_MS,
    sweep: { batchSize: env.REACTIONS_SWEEP_BATCH, againMs: env.REACTIONS_SWEEP_AGAIN_MS },
    cache: readCacheConfig(environment),
  };
}
