import type { Log } from '@ursa/telemetry';
import type { Cache, Compute } from './cache.ts';
import type { CountReads } from './cache-metrics.ts';
import type { Ageing } from './renewal.ts';
import { expiryOf, renewsEarly } from './renewal.ts';
import type { CacheStore, Found } from './store.ts';

export interface CacheParts {
  /** Begins its keys in the store. */
  readonly name: string;
  readonly store: CacheStore;
  readonly ageing: Ageing;
  /** For so long after it failed the store is left alone, and everything is computed. */
  readonly restMs: number;
  readonly count: CountReads;
  readonly log?: Log | undefined;
  /** @default Date.now */
  readonly now?: () => number;
}

/** What to do about the keys of one read. */
interface Plan<Value> {
  readonly values: Map<string, Value>;
  /** To be computed and kept: by key, with the lease. */
  readonly filling: Map<string, string>;
  /** To be computed and not kept. */
  readonly bypassing: string[];
  /** Being computed under these leases. */
  readonly joining: Map<string, Promise<ReadonlyMap<string, Value>>>;
}

/** A cache over a store. */
export function createCache<Value>(parts: CacheParts): Cache<Value> {
  const { name, store, ageing, restMs, count, log, now = Date.now } = parts;
  const keyOf = (key: string) => `${name}:${key}`;
  // Computations that run in this process, by lease: whoever misses under the same lease wants the same.
  const flights = new Map<string, Promise<ReadonlyMap<string, Value>>>();
  let restsUntil = 0;

  /** What the store says; undefined: it is away. */
  async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (now() < restsUntil) return undefined;
    try {
      return await work();
    } catch (error) {
      restsUntil = now() + restMs;
      log?.warn({ err: error, cache: name }, 'the cache does not answer; everything is computed');
      return undefined;
    }
  }

  async function planFor(keys: readonly string[]): Promise<Plan<Value>> {
    const plan: Plan<Value> = { values: new Map(), filling: new Map(), bypassing: [], joining: new Map() };
    const found = await tried(() => store.read(keys.map(keyOf)));
    if (!found) return { ...plan, bypassing: [...keys] };
    const early: string[] = [];
    keys.forEach((key, at) => {
      const one = found[at] as Found;
      if ('entry' in one) {
        plan.values.set(key, one.entry.value as Value);
        if (renewsEarly(one.entry, ageing, now())) early.push(key);
        return;
      }
      const flight = flights.get(one.lease);
      if (one.granted) plan.filling.set(key, one.lease);
      else if (flight) plan.joining.set(key, flight);
      else plan.bypassing.push(key);
    });
    if (early.length > 0) {
      const leases = await tried(() => store.lease(early.map(keyOf)));
      early.forEach((key, at) => {
        const one = leases?.[at];
        if (one?.granted) plan.filling.set(key, one.lease);
      });
    }
    return plan;
  }

  /** Computes what nobody else does, lets others join, and keeps what may be kept. */
  async function computed({ values: known, filling, bypassing }: Plan<Value>, compute: Compute<Value>) {
    const keys = [...filling.keys(), ...bypassing];
    if (keys.length === 0) return new Map<string, Value>();
    const startedAt = performance.now();
    // What is renewed early is computed as if it were missing.
    const held = new Map([...known].filter(([key]) => !filling.has(key)));
    const flight = compute(keys, held);
    for (const lease of filling.values()) flights.set(lease, flight);
    try {
      const values = await flight;
      const tookMs = performance.now() - startedAt;
      const fills = [...filling].flatMap(([key, lease]) => {
        const value = values.get(key);
        if (value === undefined) return [];
        return [{ key: keyOf(key), lease, entry: { value, tookMs, expiresAt: expiryOf(ageing, now()) } }];
      });
      if (fills.length > 0) await tried(() => store.fill(fills));
      return values;
    } finally {
      for (const lease of filling.values()) flights.delete(lease);
    }
  }

  return {
    async getMany(keys, compute) {
      const wanted = [...new Set(keys)];
      if (wanted.length === 0) return new Map();
      const plan = await planFor(wanted);
      const { values, filling, bypassing, joining } = plan;
      const early = wanted.filter((key) => values.has(key) && filling.has(key)).length;
      count('hit', values.size - early);
      count('early', early);
      count('miss', filling.size - early);
      count('joined', joining.size);
      count('bypassed', bypassing.length);

      for (const [key, value] of await computed(plan, compute)) values.set(key, value);
      const left: string[] = [];
      for (const [key, flight] of joining) {
        const value = await flight.then(
          (found) => found.get(key),
          () => undefined,
        );
        if (value === undefined) left.push(key);
        else values.set(key, value);
      }
      // What somebody else failed to compute may still be there for us.
      if (left.length > 0) for (const [key, value] of await compute(left, values)) values.set(key, value);
      return values;
    },

    async invalidate(keys) {
      if (keys.length > 0) await store.drop([...new Set(keys)].map(keyOf));
    },
  };
}
