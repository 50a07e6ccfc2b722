import type { Data } from '../../data.ts';
import { isData, own } from '../../data.ts';
import { valuesAt } from '../places.ts';
import { Seen } from '../seen.ts';
import type { Candidate } from './split-fetch.ts';

/** Most objects of one place that are looked at. */
const maxLookedAt = 2_000;

/** What was found where a fetch stops, or could. */
export interface Savings {
  /** How many objects there are for each entity among them. */
  readonly repeats: number;
  /** How many objects within them need not be told when each entity is told once. */
  readonly objects: number;
}

/** Looks at what a run has gathered. */
export function savingsAt(root: Data, { path, keys }: Candidate): Savings {
  const found = valuesAt(root, path).filter(isData).slice(0, maxLookedAt);
  const entities = new Seen<true>();
  const sizes = new Map<Data, number>();
  let [all, once, distinct] = [0, 0, 0];
  for (const object of found) {
    // Without its key nothing can be told of it.
    if (keys.some((key) => own(object, key) === undefined)) return { repeats: 1, objects: 0 };
    const size = sizes.get(object) ?? within(object);
    sizes.set(object, size);
    all += size;
    if (entities.get(keys, object)) continue;
    entities.set(keys, object, true);
    distinct += 1;
    once += size;
  }
  return { repeats: distinct === 0 ? 1 : found.length / distinct, objects: all - once };
}

/** How many objects are within one; what it holds twice counts once. */
function within(object: Data, seen = new Set<unknown>()): number {
  let count = 0;
  const enter = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) for (const entry of value) enter(entry);
    else count += 1 + within(value as Data, seen);
  };
  for (const name in object) enter(object[name]);
  return count;
}
