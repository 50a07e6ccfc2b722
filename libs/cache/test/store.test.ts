import { waitFor } from '@ursa/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CacheStore, Entry, Lease } from '../src/index.ts';
import { ready, stores } from './stores.ts';

const entryOf = (value: unknown, forMs = 60_000): Entry => ({
  value,
  tookMs: 2,
  expiresAt: Date.now() + forMs,
});

describe.each(stores)('a store $name', ({ open }) => {
  let store: CacheStore;
  beforeEach(async () => {
    store = await ready(open());
  });
  afterEach(() => store.close());

  const leaseOn = async (key: string) => (await store.read([key]))[0] as Lease;

  test('grants one lease on what it lacks, and names it to everybody else', async () => {
    const [first, second] = await store.read(['a', 'b']);
    expect(first).toEqual({ lease: expect.any(String), granted: true });
    expect(second).toEqual({ lease: expect.any(String), granted: true });
    expect(first).not.toEqual(second);
    expect(await leaseOn('a')).toEqual({ ...first, granted: false });
  });

  test('keeps what the holder of the lease fills in, as it was', async () => {
    const { lease } = await leaseOn('a');
    const entry = entryOf({ deep: [1, null, 'ü'] });
    await store.fill([{ key: 'a', lease, entry }]);
    expect(await store.read(['b', 'a'])).toEqual([{ lease: expect.any(String), granted: true }, { entry }]);
  });

  test('takes nothing without a lease, or with an old one', async () => {
    const { lease } = await leaseOn('a');
    await store.fill([{ key: 'a', lease: 'none', entry: entryOf(1) }]);
    expect(await leaseOn('a')).toEqual({ lease, granted: false });
    await store.fill([{ key: 'a', lease, entry: entryOf(2) }]);
    await store.fill([{ key: 'a', lease, entry: entryOf(3) }]);
    expect(await store.read(['a'])).toMatchObject([{ entry: { value: 2 } }]);
  });

  test('forgets entries, and voids the leases on what is being read', async () => {
    const [a, b] = (await store.read(['a', 'b'])) as [Lease, Lease];
    await store.fill([{ key: 'a', lease: a.lease, entry: entryOf('old') }]);
    await store.drop(['a', 'b', 'never there']);
    await store.fill([{ key: 'b', lease: b.lease, entry: entryOf('old') }]);
    const [first, second] = (await store.read(['a', 'b'])) as [Lease, Lease];
    expect([first.granted, second.granted]).toEqual([true, true]);
    expect(second.lease).not.toBe(b.lease);
  });

  test('leases out what it has, so that one renews it while all read it', async () => {
    const { lease } = await leaseOn('a');
    await store.fill([{ key: 'a', lease, entry: entryOf('old') }]);
    const [mine] = await store.lease(['a']);
    expect(mine?.granted).toBe(true);
    expect(await store.lease(['a'])).toEqual([{ lease: mine?.lease, granted: false }]);
    expect(await store.read(['a'])).toMatchObject([{ entry: { value: 'old' } }]);
    await store.fill([{ key: 'a', lease: mine?.lease as string, entry: entryOf('new') }]);
    expect(await store.read(['a'])).toMatchObject([{ entry: { value: 'new' } }]);
  });

  test('lets entries expire', async () => {
    const { lease } = await leaseOn('a');
    await store.fill([{ key: 'a', lease, entry: entryOf(1, 20) }]);
    await waitFor(async () => expect(await store.read(['a'])).not.toMatchObject([{ entry: {} }]));
  });

  test('lets leases expire: whoever died with one blocks nobody for long', async () => {
    const short = await ready(open({ leaseMs: 20 }));
    const [first] = (await short.read(['a'])) as [Lease];
    await waitFor(async () => {
      const [next] = (await short.read(['a'])) as [Lease];
      expect(next.granted).toBe(true);
      expect(next.lease).not.toBe(first.lease);
    });
    await short.close();
  });
});
