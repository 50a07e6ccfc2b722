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
  const leases = new LRUCache<string, string>({ max: maxEntries, ttl: leaseMs });
  let granted = 0;

  const leaseOn = (key: string): Lease => {
    const known = leases.get(key);
    if (known !== undefined) return { lease: known, granted: false };
    granted += 1;
    const lease = String(granted);
    leases.set(key, lease);
    return { lease, granted: true };
  };
  const find = (key: string): Found => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > Date.now() ? { entry } : leaseOn(key);
  };

  return {
    read: async (keys) => keys.map(find),
    lease: async (keys) => keys.map(leaseOn),
    async fill(fills) {
      for (const { key, lease, entry } of fills) {
        if (leases.get(key) !== lease) continue;
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
