import type { Data } from '../data.ts';
import { isData, own, setOwn } from '../data.ts';
import type { EntityFetch } from './entity-fetch.ts';
import { valuesAt } from './places.ts';
import { isBare, Seen } from './seen.ts';
import type { Shared } from './shared.ts';
import { shareValue } from './shared.ts';

/**
 * The objects that a run's fetches complete, looked for once at each place. Of those that tell nothing but the same key
 * one is kept, and put in place of the others: what completes it completes them all, wherever they stand.
 */
export class Found {
  readonly #root: Data;
  readonly #shared: Shared;
  readonly #known = new Map<string, readonly Data[]>();

  constructor(root: Data, shared: Shared) {
    this.#root = root;
    this.#shared = shared;
  }

  /** Each object at the fetch's place, once. */
  at(fetch: Pick<EntityFetch, 'path' | 'place' | 'keys'>): readonly Data[] {
    let found = this.#known.get(fetch.place);
    if (found === undefined) {
      found = this.#look(fetch);
      this.#known.set(fetch.place, found);
    }
    return found;
  }

  /** The objects at this place have got new parts: what is below of them has to be looked for again. */
  changed(place: string): void {
    for (const known of this.#known.keys())
      if (place === '' || known.startsWith(`${place}.`)) this.#known.delete(known);
  }

  #look({ path, keys }: Pick<EntityFetch, 'path' | 'keys'>): Data[] {
    const found = new Set<Data>();
    const seen = new Seen<Data>();
    const one = (value: unknown): unknown => {
      if (!isData(value)) return value;
      const kept =
        keys === undefined || this.#shared.has(value) || !isBare(keys, value)
          ? value
          : this.#same(keys, value, seen);
      found.add(kept);
      return kept;
    };
    const last = path.at(-1);
    if (last === undefined) return [this.#root];
    for (const holder of valuesAt(this.#root, path.slice(0, -1), this.#shared.size > 0)) {
      if (last !== '@') {
        if (!isData(holder)) continue;
        const value = own(holder, last);
        const kept = one(value);
        if (kept !== value) setOwn(holder, last, kept);
      } else if (Array.isArray(holder)) {
        for (let at = 0; at < holder.length; at += 1) {
          const kept = one(holder[at]);
          if (kept !== holder[at]) holder[at] = kept;
        }
      }
    }
    return [...found];
  }

  /** The object that stands for this one. */
  #same(keys: NonNullable<EntityFetch['keys']>, object: Data, seen: Seen<Data>): Data {
    const known = seen.get(keys, object);
    if (known === undefined) {
      seen.set(keys, object, object);
      return object;
    }
    shareValue(known, this.#shared);
    return known;
  }
}
