import { createServer } from 'node:net';
import { createLog, createMetrics } from '@ursa/telemetry';
import { environment, startFaultyProxy } from '@ursa/testkit';
import { describe, expect, test } from 'vitest';
import { openCaches, readCacheConfig, redisStore } from '../src/index.ts';
import { ready } from './stores.ts';

const log = createLog({ name: 'test', level: 'silent' });

test('without a server everything is computed at once', async () => {
  const config = readCacheConfig({ REDIS_URL: 'redis://127.0.0.1:1' });
  const caches = openCaches({ owner: 'test', config, log, metrics: createMetrics({ defaults: false }) });
  const cache = caches.cache<number>({ name: 'numbers' });
  let computed = 0;
  const compute = async () => new Map([['a', ++computed]]);
  expect([...(await cache.getMany(['a'], compute)).values()]).toEqual([1]);
  expect([...(await cache.getMany(['a'], compute)).values()]).toEqual([2]);
  await expect(cache.invalidate(['a'])).rejects.toThrow();
  await caches.close();
});

test('a server that says nothing is waited for no longer than the timeout', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as { port: number };
  const store = redisStore({ url: `redis://127.0.0.1:${port}`, commandTimeoutMs: 50, log });
  const startedAt = performance.now();
  await expect(store.read(['a'])).rejects.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  await store.close();
  silent.close();
});

const { redisUrl } = environment;
describe.runIf(redisUrl)('a connection that fails', () => {
  test('is made again by itself', async () => {
    const proxy = await startFaultyProxy(redisUrl as string);
    const store = await ready(redisStore({ url: proxy.url, keyPrefix: 'ursa-test-proxy:', log }));
    proxy.cut();
    await expect(store.read(['a'])).rejects.toThrow();
    proxy.restore();
    await ready(store);
    expect(await store.read(['a'])).toHaveLength(1);
    await store.close();
    await proxy.close();
  });
});
