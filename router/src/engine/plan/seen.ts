import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { Data } from '../data.ts';
import { own } from '../data.ts';

/** The fields a representation is made of, where these are all there is to it. */
export type PlainKeys = readonly string[];

/** Undefined: it takes more than reading fields of one type to represent an object. */
export function plainKeys(requires: readonly QueryPlanSelectionNode[] = []): PlainKeys | undefined {
  const [fragment] = requires;
  if (requires.length !== 1 || fragment?.kind !== 'InlineFragment') return undefined;
  const keys = fragment.selections.map((selection) =>
    selection.kind === 'Field' && selection.alias === undefined && selection.selections === undefined
      ? selection.name
      : undefined,
  );
  return keys.every((key) => key !== undefined) && keys.includes('__typename') ? keys : undefined;
}

/** Whether an object tells its keys, and nothing else. */
export function isBare(keys: PlainKeys, object: Data): boolean {
  let told = 0;
  for (const name in object) {
    if (!keys.includes(name)) return false;
    told += 1;
  }
  return told === keys.length;
}

/** Finds what stands for an object by the values of its keys, without representing it: most objects occur again. */
export class Seen<T> {
  readonly #roots = new Map<PlainKeys, Map<unknown, unknown>>();

  get(keys: PlainKeys, object: Data): T | undefined {
    let found: unknown = this.#roots.get(keys);
    for (const key of keys) {
      if (found === undefined) return undefined;
      found = (found as Map<unknown, unknown>).get(own(object, key));
    }
    return found as T | undefined;
  }

  set(keys: PlainKeys, object: Data, value: T): void {
    let at = childOf(this.#roots, keys);
    for (const key of keys.slice(0, -1)) at = childOf(at, own(object, key));
    at.set(own(object, keys.at(-1) ?? ''), value);
  }
}

function childOf<K>(map: Map<K, unknown>, key: K): Map<unknown, unknown> {
  const known = map.get(key) ?? new Map<unknown, unknown>();
  map.set(key, known);
  return known as Map<unknown, unknown>;
}
