import type { Data } from '../data.ts';
import { isData, own } from '../data.ts';
import type { Path } from '../plan/places.ts';
import type { TypesUnder } from '../plan/types.ts';
import { typeCondition } from './type-at.ts';

/** One object of the answer. */
export interface Place {
  readonly path: Path;
  /** What was gathered of it. */
  readonly gathered: Data;
  /** What the client has of it. */
  readonly shown: Data;
}

/** The objects below these, at a planner's path, that the client has: what it was told is null stays so. */
export function placesBelow(places: readonly Place[], path: readonly string[], under: TypesUnder): Place[] {
  const found: Place[] = [];
  const walk = (gathered: unknown, shown: unknown, depth: number, at: Path): void => {
    if (Array.isArray(gathered) && Array.isArray(shown)) {
      for (const [index, entry] of shown.entries()) walk(gathered[index], entry, depth, [...at, index]);
      return;
    }
    if (!isData(gathered) || !isData(shown)) return;
    const element = path[depth];
    if (element === undefined) found.push({ path: at, gathered, shown });
    else if (!element.startsWith(typeCondition))
      walk(own(gathered, element), own(shown, element), depth + 1, [...at, element]);
    else if (isOf(gathered, under(element.slice(typeCondition.length)))) walk(gathered, shown, depth + 1, at);
  };
  for (const { path: at, gathered, shown } of places) walk(gathered, shown, 0, at);
  return found;
}

function isOf(object: Data, types: ReadonlySet<string>): boolean {
  const name = own(object, '__typename');
  return name === undefined || types.has(String(name));
}
