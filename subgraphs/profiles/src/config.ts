import { cacheVariables, readCacheConfig } from '@ursa/cache';
import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';

const milliseconds = z.coerce.number().int().positive();

export const variables = z.object({
  /** How often requests left over by accounts gone public are looked for. */
  PROFILES_SETTLE_MS: milliseconds.default(2_000),
  /** How often names that point on no longer are cleared away. */
  PROFILES_HOUSEKEEPING_MS: milliseconds.default(600_000),
});

/** Everything about profiles that can be set. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('profiles', variables.extend(cacheVariables.shape), environment);
  return {
    settleMs: env.PROFILES_SETTLE_MS,
    housekeepingMs: env.PROFILES_HOUSEKEEPING_MS,
    cache: readCacheConfig(environment),
  };
}
