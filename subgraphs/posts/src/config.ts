import { cacheVariables, readCacheConfig } from '@ursa/cache';
import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';

const milliseconds = z.coerce.number().int().positive();

export const variables = z.object({
  /** How often drafts whose time has come are looked for. */
  SCHEDULED_POSTS_EVERY_MS: milliseconds.default(500),
});

/** Everything about posts that can be set. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('posts', variables.extend(cacheVariables.shape), environment);
  return { scheduledEveryMs: env.SCHEDULED_POSTS_EVERY_MS, cache: readCacheConfig(environment) };
}
