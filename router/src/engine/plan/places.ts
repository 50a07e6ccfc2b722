import type { Data } from '../data.ts';
import { isData, own } from '../data.ts';

/** Where in an answer something is: response names and indices. */
export type Path = (string | number)[];

/** Where a plan's fetch belongs: response names, and `@` for every entry of a list. */
export type PlanPath = readonly string[];

/** The objects at a plan's path, without the nulls. */
export function objectsAt(root: Data, path: PlanPath): Data[] {
  return valuesAt(root, path).filter(isData);
}

/** Whatever is at a plan's path; `shared`: one value may stand at several places, and is told once for each field. */
export function valuesAt(root: Data, path: PlanPath, shared = false): unknown[] {
  let found: unknown[] = [root];
  for (const element of path) {
    const next: unknown[] = [];
    for (const value of found) {
      if (element !== '@') {
        if (isData(value)) next.push(own(value, element));
      } else if (Array.isArray(value)) {
        for (const entry of value) next.push(entry);
      }
    }
    found = shared && element !== '@' ? [...new Set(next)] : next;
  }
  return found;
}

/** The same objects, each with its places in the answer. */
export function placesOf(root: Data, path: PlanPath): Map<Data, Path[]> {
  const places = new Map<Data, Path[]>();
  const walk = (value: unknown, depth: number, at: Path): void => {
    const element = path[depth];
    if (element === '@') {
      if (!Array.isArray(value)) return;
      for (const [index, entry] of value.entries()) walk(entry, depth + 1, [...at, index]);
    } else if (isData(value)) {
      if (element !== undefined) walk(own(value, element), depth + 1, [...at, element]);
      else places.set(value, [...(places.get(value) ?? []), at]);
    }
  };
  walk(root, 0, []);
  return places;
}
