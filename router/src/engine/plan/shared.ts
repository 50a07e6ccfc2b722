import type { Data } from '../data.ts';

/** What was written of a value that stands at several places, and by what. */
interface Written {
  by?: unknown;
  text?: string;
}

/** The values of one run that stand at several places of the answer. */
export type Shared = Map<unknown, Written>;

/** Notes that what is inside of an object is inside of others too. */
export function share(object: Data, shared: Shared): void {
  for (const key in object) {
    const value = object[key];
    if (typeof value === 'object' && value !== null && !shared.has(value)) shared.set(value, {});
  }
}
