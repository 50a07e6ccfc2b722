import { randomUUID } from 'node:crypto';
import type { Log } from '@ursa/telemetry';
import type { Redis } from 'ioredis';
import { connectRedis } from './connect-redis.ts';
import type { CacheStore, Entry, Found, Lease } from './store.ts';

export interface RedisStoreSettings {
  /** `redis://` or `rediss://` URL. */
  url: string;
  /** Put before every key, so that several installations can share a server. @default 'ursa:cache:' */
  keyPrefix?: string;
  /** How long a command is waited for. @default 100 */
  commandTimeoutMs?: number;
  /** How long a lease holds. @default 3_000 */
  leaseMs?: number;
  /** What the connection is called in Redis' client list. @default 'ursa-cache' */
  connectionName?: string;
  log?: Log;
}

// Each runs as a whole, so nobody comes between its steps. KEYS: the entry, its lease.
const readOrLease = `local entry = redis.call('GET', KEYS[1])
if entry then return { entry } end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return { false, ARGV[1], 1 } end
return { false, redis.call('GET', KEYS[2]), 0 }`;
const takeLease = `if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return { false, ARGV[1], 1 } end
return { false, redis.call('GET', KEYS[2]), 0 }`;
const fillByLease = `if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('DEL', KEYS[2])
return 1`;

/** Entries that all processes share. */
export function redisStore(settings: RedisStoreSettings): CacheStore {
  const { url, keyPrefix = 'ursa:cache:', commandTimeoutMs = 100, leaseMs = 3_000 } = settings;
  const { connectionName = 'ursa-cache', log } = settings;
  const redis = connectRedis({ url, name: connectionName, commandTimeoutMs, log });
  const entryOf = (key: string) => keyPrefix + key;
  const leaseOf = (key: string) => `${keyPrefix}${key}:lease`;

  /** The same script for every key, in one round trip. */
  const runFor = async (script: string, keys: readonly string[], args: (at: number) => string[]) => {
    const pipeline = redis.pipeline();
    keys.forEach((key, at) => {
      pipeline.eval(script, 2, entryOf(key), leaseOf(key), ...args(at));
    });
    return answersOf(await pipeline.exec());
  };
  const leaseArgs = () => [randomUUID(), String(leaseMs)];

  return {
    async read(keys) {
      const texts = await redis.mget(keys.map(entryOf));
      const found = texts.map((text) => (text === null ? undefined : entryIn(text)));
      const missing = keys.filter((_, at) => !found[at]);
      if (missing.length === 0) return found as Found[];
      const answers = await runFor(readOrLease, missing, leaseArgs);
      const late = new Map(missing.map((key, at) => [key, foundIn(answers[at])]));
      return keys.map((key, at) => found[at] ?? (late.get(key) as Found));
    },
    async lease(keys) {
      const answers = await runFor(takeLease, keys, leaseArgs);
      return answers.map((answer) => foundIn(answer) as Lease);
    },
    async fill(fills) {
      const args = fills.map(({ lease, entry }) => {
        const { value, tookMs, expiresAt } = entry;
        const leftMs = Math.max(1, Math.ceil(expiresAt - Date.now()));
        return [lease, JSON.stringify([expiresAt, tookMs, value]), String(leftMs)];
      });
      const keys = fills.map(({ key }) => key);
      await runFor(fillByLease, keys, (at) => args[at] as string[]);
    },
    async drop(keys) {
      if (keys.length > 0) await redis.del(...keys.flatMap((key) => [entryOf(key), leaseOf(key)]));
    },
    async close() {
      redis.disconnect();
    },
  };
}

type Answers = Awaited<ReturnType<ReturnType<Redis['pipeline']>['exec']>>;

function answersOf(results: Answers): unknown[] {
  return (results ?? []).map(([error, answer]) => {
    if (error) throw error;
    return answer;
  });
}

function foundIn(answer: unknown): Found {
  const [text, lease, granted] = answer as [string | null, string | null, number];
  const found = typeof text === 'string' ? entryIn(text) : undefined;
  // A lease that has just run out is nobody's: whoever computes now keeps nothing.
  return found ?? { lease: lease ?? '', granted: granted === 1 };
}

function entryIn(text: string): { entry: Entry } {
  const [expiresAt, tookMs, value] = JSON.parse(text) as [number, number, unknown];
  return { entry: { value, tookMs, expiresAt } };
}
