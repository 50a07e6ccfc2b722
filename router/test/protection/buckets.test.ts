import { randomUUID } from 'node:crypto';
import { environment, waitFor } from '@ursa/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Buckets, Draw } from '../../src/protection/rates/buckets.ts';
import { inProcessBuckets } from '../../src/protection/rates/in-process-buckets.ts';
import { redisBuckets } from '../../src/protection/rates/redis-buckets.ts';

/** How buckets are kept; Redis takes part when the environment names one. */
const kinds: { name: string; open: () => Buckets }[] = [
  { name: 'in the process', open: () => inProcessBuckets() },
];
const { redisUrl } = environment;
if (redisUrl) {
  const settings = { url: redisUrl, commandTimeoutMs: 2_000 };
  kinds.push({
    name: 'in Redis',
    open: () => redisBuckets({ ...settings, keyPrefix: `ursa-test-${randomUUID()}:` }),
  });
}
// Redis that is nowhere: each process counts for itself.
kinds.push({ name: 'without their Redis', open: () => redisBuckets({ url: 'redis://127.0.0.1:9' }) });

const hour = 3_600_000;
const from = (key: string, amount = 1, capacity = 3, windowMs = hour): Draw => ({
  key,
  amount,
  capacity,
  windowMs,
});

describe.each(kinds)('buckets $name', ({ open }) => {
  let buckets: Buckets;
  beforeEach(() => {
    buckets = open();
  });
  afterEach(() => buckets.close());

  test('give as much as they hold, and then say when there is more', async () => {
    for (let draws = 0; draws < 3; draws += 1) expect(await buckets.draw([from('a')])).toBeUndefined();
    const lack = await buckets.draw([from('a')]);
    expect(lack?.at).toBe(0);
    expect(lack?.retryAfterMs).toBeGreaterThan(hour / 3 - 60_000);
    expect(lack?.retryAfterMs).toBeLessThanOrEqual(hour / 3);
    expect(await buckets.draw([from('b')])).toBeUndefined();
  });

  test('count what a draw takes', async () => {
    expect(await buckets.draw([from('a', 2)])).toBeUndefined();
    expect(await buckets.draw([from('a', 2)])).toMatchObject({ at: 0 });
    expect(await buckets.draw([from('a', 1)])).toBeUndefined();
  });

  test('never hold more than they do', async () => {
    expect(await buckets.draw([from('a', 4)])).toEqual({ at: 0, retryAfterMs: null });
    expect(await buckets.draw([from('a', 3)])).toBeUndefined();
  });

  test('are drawn on together or not at all', async () => {
    await buckets.draw([from('a', 3)]);
    expect(await buckets.draw([from('b', 2), from('a')])).toMatchObject({ at: 1 });
    expect(await buckets.draw([from('b', 3)])).toBeUndefined();
  });

  test('take back what was not needed', async () => {
    await buckets.draw([from('a', 3)]);
    buckets.putBack(from('a', 2));
    await waitFor(async () => (await buckets.draw([from('a', 2)])) === undefined);
    expect(await buckets.draw([from('a')])).toMatchObject({ at: 0 });
  });

  test('fill up again, evenly', async () => {
    expect(await buckets.draw([from('a', 3, 3, 300)])).toBeUndefined();
    expect(await buckets.draw([from('a', 2, 3, 300)])).toMatchObject({ at: 0 });
    await waitFor(async () => (await buckets.draw([from('a', 2, 3, 300)])) === undefined);
  });

  test('let no more through when many draw at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => buckets.draw([from('a')])));
    expect(all.filter((lack) => lack === undefined)).toHaveLength(3);
  });
});
