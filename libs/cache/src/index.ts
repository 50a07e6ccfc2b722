export type { Cache, Compute } from './cache.ts';
export type { CountReads, ReadResult } from './cache-metrics.ts';
export { type CacheConfig, cacheVariables, readCacheConfig } from './config.ts';
export { type CacheParts, createCache } from './create-cache.ts';
export { type InProcessStoreSettings, inProcessStore } from './in-process-store.ts';
export { type CacheOptions, type CachesOptions, openCaches } from './open-caches.ts';
export { type RedisStoreSettings, redisStore } from './redis-store.ts';
export type { Ageing } from './renewal.ts';
export type { CacheStore, Entry, Fill, Found, Lease } from './store.ts';
