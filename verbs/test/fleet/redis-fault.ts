import { waitFor } from '@ursa/testkit';
import { Redis } from 'ioredis';
import { services } from './fleet.ts';

/** The names of all that Redis keeps under this prefix and that is no cache: what a FLUSHALL would take for good. */
export function keysInRedis(prefix: string): Promise<string[]> {
  return withRedis(async (redis) => {
    const found: string[] = [];
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', 1_000);
      found.push(...keys);
      cursor = next;
    } while (cursor !== '0');
    return found.filter((key) => !key.includes(':cache:'));
  });
}

/** Breaks every connection whose name starts with the prefix, and waits until as many are back. Tells how many. */
export function breakRedisConnections(prefix: string): Promise<number> {
  return withRedis(async (redis) => {
    const before = await connectionsOf(redis, prefix);
    for (const id of before) await redis.client('KILL', 'ID', id);
    await waitFor(
      async () => {
        const now = await connectionsOf(redis, prefix);
        return now.length >= before.length && !now.some((id) => before.includes(id));
      },
      { timeoutMs: 10_000 },
    );
    return before.length;
  });
}

async function connectionsOf(redis: Redis, prefix: string): Promise<string[]> {
  const list = String(await redis.client('LIST'));
  return list
    .split('\n')
    .filter((line) => line.includes(` name=${prefix}`))
    .map((line) => /^id=(\d+)/.exec(line)?.[1] ?? '');
}

async function withRedis<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(services.redisUrl);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
