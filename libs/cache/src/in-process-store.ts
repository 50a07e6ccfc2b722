import { LRUCache } from 'lru-cache';
import type { CacheStore, Entry, Found, Lease } from './store.ts';

export interface InProcessStoreSettings {
  /** Most entries; the ones longest unused go first. @default 50_000 */
  maxEntries?: number;
  /** How long a lease holds. @default 3_000 */
  leaseMs?: number;
}

/** Entries in this process alone: for a system that is one process. */
export function inProcessStore({
  maxEntries = 50_000,
  leaseMs = 3_000,
}: InProcessStoreSettings = {}): CacheStore {
  const entries = new LRUCache<string, Entry>({ max: maxEntries });
  const leases = new Map<string, { readonly lease: string; readonly until: number }>();
  let granted = 0;

  const leaseOn = (key: string, now: number): Lease => {
    const known = leases.get(key);
    if (known !== undefined && known.until > now) return { lease: known.lease, granted: false };
    // Only what is never filled stays: when that has become as much as the cache may hold, all begin anew.
    if (leases.size >= maxEntries) leases.clear();
    granted += 1;
    const lease = String(granted);
    leases.set(key, { lease, until: now + leaseMs });
    return { lease, granted: true };
  };
  const find = (key: string, now: number): Found => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > now ? { entry } : leaseOn(key, now);
  };

  return {
    async read(keys) {
      const now = Date.now();
      return keys.map((key) => find(key, now));
    },
    async lease(keys) {
      const now = Date.now();
      return keys.map((key) => leaseOn(key, now));
    },
    async fill(fills) {
      for (const { key, lease, entry } of fills) {
        if (leases.get(key)?.lease !== lease) continue;
        leases.delete(key);
        entries.set(key, entry);
      }
    },
    async drop(keys) {
      for (const key of keys) {
        entries.delete(key);
        leases.delete(key);
      }
    },
    async close() {
      entries.clear();
      leases.clear();
    },
  };
}
