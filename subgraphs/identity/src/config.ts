import type { Environment } from '@ursa/setup';
import { readVariables } from '@ursa/setup';
import { z } from 'zod';
import { limitProfiles } from './domain/limits.ts';

const wholeNumber = z.coerce.number().int().positive();
const seconds = 1_000;
const minutes = 60 * seconds;
const days = 24 * 60 * minutes;

export const variables = z.object({
  /** Opens the signing keys kept in the database. The same in every process; kept as long as they are. */
  IDENTITY_KEY_SECRET: z.string('is missing').min(32, 'must be 32 characters or longer'),
  /** `development` lets a demo world and a test run through from one address. */
  RATE_LIMITS: z.enum(['development', 'production']).optional(),
  NODE_ENV: z.string().optional(),
  ACCESS_TOKEN_LIFETIME_MS: wholeNumber.max(15 * minutes).default(15 * minutes),
  REFRESH_GRACE_MS: wholeNumber.default(10 * seconds),
  SESSION_IDLE_MS: wholeNumber.default(30 * days),
  SESSION_LONGEST_MS: wholeNumber.default(180 * days),
  USERNAME_HOLD_MS: wholeNumber.default(30 * days),
  SIGNING_KEY_ROTATION_MS: wholeNumber.default(30 * days),
  SIGNING_KEY_CACHE_MS: wholeNumber.default(5 * seconds),
  SIGNING_KEY_OVERLAP_MS: wholeNumber.default(30 * minutes),
  /** How often expired rows are cleared away and the keys' age is looked at. */
  IDENTITY_HOUSEKEEPING_MS: wholeNumber.default(minutes),
  PASSWORD_HASH_CONCURRENCY: wholeNumber.default(2),
  PASSWORD_HASH_QUEUE: wholeNumber.default(512),
});

/** Everything about identity that can be set. Times in milliseconds. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('identity', variables, environment);
  const profile = env.RATE_LIMITS ?? (env.NODE_ENV === 'production' ? 'production' : 'development');
  return {
    keySecret: env.IDENTITY_KEY_SECRET,
    limits: limitProfiles[profile],
    lifetimes: {
      accessTokenMs: env.ACCESS_TOKEN_LIFETIME_MS,
      refreshGraceMs: env.REFRESH_GRACE_MS,
      sessionIdleMs: env.SESSION_IDLE_MS,
      sessionLongestMs: env.SESSION_LONGEST_MS,
      usernameHoldMs: env.USERNAME_HOLD_MS,
    },
    keys: {
      keyRotationMs: env.SIGNING_KEY_ROTATION_MS,
      keyCacheMs: env.SIGNING_KEY_CACHE_MS,
      keyOverlapMs: env.SIGNING_KEY_OVERLAP_MS,
    },
    hashing: { most: env.PASSWORD_HASH_CONCURRENCY, queue: env.PASSWORD_HASH_QUEUE },
    housekeepingMs: env.IDENTITY_HOUSEKEEPING_MS,
  };
}
