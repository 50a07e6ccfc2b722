import type { Data } from '../data.ts';

/** Where a value that stands at several places was written, in which of the writer's eras, and by what. */
interface Written {
  by: unknown;
  era: number;
  start: number;
  end: number;
}

/** The values of one run that stand at several places of the answer. */
export type Shared = Map<unknown, Written>;

/** Notes that a value stands at several places. */
export function shareValue(value: unknown, shared: Shared): void {
  if (!shared.has(value)) shared.set(value, { by: undefined, era: 0, start: 0, end: 0 });
}

/** Notes that what is inside of an object is inside of others too. */
export function share(object: Data, shared: Shared): void {
  for (const key in object) {
    const value = object[key];
    if (typeof value === 'object' && value !== null) shareValue(value, shared);
  }
}
