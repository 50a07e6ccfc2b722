import { createMetrics } from '@ursa/telemetry';
import { waitFor } from '@ursa/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readCounter } from '../src/cache-metrics.ts';
import type { CacheStore } from '../src/index.ts';
import { createCache } from '../src/index.ts';
import { noCache } from '../src/no-cache.ts';
import { ready, stores } from './stores.ts';

/** What the cache is in front of: values that change, and how often each was read. */
function source() {
  const values = new Map<string, number>();
  const reads: string[][] = [];
  let gate: Promise<void> | undefined;
  return {
    values,
    reads,
    /** From now on readings take until the answer is called; they have read by then. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
    read: async (keys: readonly string[]) => {
      reads.push([...keys]);
      const found = keys.flatMap((key) =>
        values.has(key) ? [[key, values.get(key) as number] as const] : [],
      );
      await gate;
      return new Map(found);
    },
  };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe.each(stores)('a cache over a store $name', ({ open }) => {
  let store: CacheStore;
  beforeEach(async () => {
    store = await ready(open());
  });
  afterEach(() => store.close());

  function setUp({ over = store, beta = 0, ttlMs = 60_000, now = Date.now } = {}) {
    const metrics = createMetrics({ defaults: false });
    const count = readCounter(metrics, 'numbers');
    const ageing = { ttlMs, jitter: 0.2, beta };
    const cache = createCache<number>({ name: 'numbers', store: over, ageing, restMs: 50, count, now });
    const one = source();
    return {
      ...one,
      cache,
      get: async (...keys: string[]) => Object.fromEntries(await cache.getMany(keys, one.read)),
      async counted() {
        const lines = (await metrics.text())
          .split('\n')
          .filter((line) => line.startsWith('ursa_cache_reads'));
        return Object.fromEntries(
          lines.map((line) => [/result="(\w+)"/.exec(line)?.[1], +(line.split(' ')[1] ?? 0)]),
        );
      },
    };
  }
  /** Until the reading that was begun has happened. */
  async function reading(reads: string[][], many: number): Promise<void> {
    while (reads.length < many) await turn();
  }

  test('reads what it lacks, in one go, and that once', async () => {
    const { get, values, reads, counted } = setUp();
    values.set('a', 1).set('b', 2).set('c', 3);
    expect(await get('a', 'b', 'a')).toEqual({ a: 1, b: 2 });
    expect(await get('b', 'c', 'a')).toEqual({ a: 1, b: 2, c: 3 });
    expect(reads).toEqual([['a', 'b'], ['c']]);
    expect(await counted()).toEqual({ miss: 3, hit: 2 });
  });

  test('has no value for what has none, and asks again', async () => {
    const { get, values } = setUp();
    expect(await get('a')).toEqual({});
    values.set('a', 1);
    expect(await get('a')).toEqual({ a: 1 });
  });

  test('computes once for everybody who comes meanwhile', async () => {
    const { get, values, reads, hold, counted } = setUp();
    values.set('a', 1);
    const release = hold();
    const first = get('a');
    await reading(reads, 1);
    const others = Array.from({ length: 50 }, () => get('a'));
    // They have asked the store, and wait for the first.
    await waitFor(async () => (await counted())['joined'] === 50);
    release();
    expect(await Promise.all([first, ...others])).toEqual(Array.from({ length: 51 }, () => ({ a: 1 })));
    expect(reads).toEqual([['a']]);
  });

  test('never keeps or answers what was read before an invalidation', async () => {
    const { cache, get, values, reads, hold } = setUp();
    values.set('a', 1);
    const release = hold();
    const before = get('a');
    await reading(reads, 1);
    values.set('a', 2);
    await cache.invalidate(['a']);
    const after = get('a');
    await reading(reads, 2);
    release();
    expect(await before).toEqual({ a: 1 });
    expect(await after).toEqual({ a: 2 });
    expect(await get('a')).toEqual({ a: 2 });
  });

  test('forgets what is invalidated, and nothing else', async () => {
    const { cache, get, values, reads } = setUp();
    values.set('a', 1).set('b', 1);
    await get('a', 'b');
    values.set('a', 2).set('b', 2);
    await cache.invalidate(['a']);
    expect(await get('a', 'b')).toEqual({ a: 2, b: 1 });
    expect(reads.at(-1)).toEqual(['a']);
  });

  test('tells who computes what it holds of the others, without what is renewed early', async () => {
    let time = Date.now();
    const { cache, get, values } = setUp({ beta: 1e15, now: () => time });
    values.set('a', 1);
    await get('a');
    const told: [readonly string[], unknown][] = [];
    const compute = async (missing: readonly string[], held: ReadonlyMap<string, number>) => {
      told.push([missing, Object.fromEntries(held)]);
      return new Map(missing.map((key) => [key, 2]));
    };
    const fresh = setUp();
    fresh.values.set('a', 1);
    await fresh.get('a');
    expect(await fresh.cache.getMany(['a', 'b'], compute)).toEqual(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
    );
    time += 1_000;
    await cache.getMany(['a', 'b'], compute);
    expect(told).toEqual([
      [['b'], { a: 1 }],
      [['a', 'b'], {}],
    ]);
  });

  test('passes a failure on to who computed; those who waited try themselves', async () => {
    const { cache, values, read } = setUp();
    values.set('a', 1);
    const failing = Promise.withResolvers<Map<string, number>>();
    const begun = Promise.withResolvers<void>();
    const first = cache.getMany(['a'], () => {
      begun.resolve();
      return failing.promise;
    });
    const rejected = expect(first).rejects.toThrow('broken');
    await begun.promise;
    const second = cache.getMany(['a'], read);
    for (let turns = 0; turns < 200; turns += 1) await turn();
    failing.reject(new Error('broken'));
    await rejected;
    expect(await second).toEqual(new Map([['a', 1]]));
  });

  test('renews early what is about to expire, once, and answers the old meanwhile', async () => {
    let time = Date.now();
    const slow = setUp({ beta: 1e15, ttlMs: 60_000, now: () => time });
    slow.values.set('a', 1);
    await slow.get('a');
    slow.values.set('a', 2);
    time += 1_000;
    // So eager a reader renews at once, and gets what it read.
    expect(await slow.get('a')).toEqual({ a: 2 });
    expect(slow.reads).toHaveLength(2);
    expect((await slow.counted())['early']).toBe(1);
  });

  test('computes everything while the store is away, and leaves it alone for a while', async () => {
    let asked = 0;
    let time = 1_000;
    const broken: CacheStore = {
      ...store,
      read: async () => {
        asked += 1;
        throw new Error('away');
      },
    };
    const { get, values, counted } = setUp({ over: broken, now: () => time });
    values.set('a', 1);
    expect(await get('a')).toEqual({ a: 1 });
    values.set('a', 2);
    expect(await get('a')).toEqual({ a: 2 });
    expect(asked).toBe(1);
    time += 60;
    expect(await get('a')).toEqual({ a: 2 });
    expect(asked).toBe(2);
    expect(await counted()).toEqual({ bypassed: 3 });
  });
});

test('no cache remembers nothing', async () => {
  const { values, read, reads } = source();
  const cache = noCache<number>(() => {});
  values.set('a', 1);
  expect(await cache.getMany(['a', 'a'], read)).toEqual(new Map([['a', 1]]));
  values.set('a', 2);
  expect(await cache.getMany(['a'], read)).toEqual(new Map([['a', 2]]));
  expect(await cache.getMany([], read)).toEqual(new Map());
  expect(reads).toEqual([['a'], ['a']]);
});
