import { randomUUID } from 'node:crypto';
import { environment } from '../environment.ts';

const { redisUrl, cache } = environment;

/** The settings of a cache by the place where it is: for suites that ask the same of all that this run is about. */
export const caches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  off: { CACHE: 'off' },
  ...(cache === 'on' && { 'in the process': { CACHE: 'on' } }),
  ...(cache === 'on' && redisUrl && { 'in Redis': inRedis(redisUrl) }),
};

// Patient, so that what a test asks for does come from it on a busy machine.
function inRedis(url: string) {
  return { CACHE: 'on', REDIS_URL: url, CACHE_TIMEOUT_MS: '2000' };
}

/** Settings of a cache of one's own in that place. @param place @default where the environment wants it */
export function cacheIn(place: string = cache === 'off' ? 'off' : redisUrl ? 'in Redis' : 'in the process') {
  return { ...caches[place], REDIS_PREFIX: `test-${randomUUID()}:` };
}
