import type { Path } from '../plan/places.ts';
import type { Shared } from '../plan/shared.ts';
import type { JsonWriter } from './json-writer.ts';

/** What became of a value: it is written, or else nothing of it is. */
export type Outcome = typeof written | typeof absent | typeof failed | typeof bubbles;

export const written = 0;
/** It is null. */
export const absent = 1;
/** It is null, which was told of already, below. */
export const failed = 2;
/** It is null where none may be: what holds it is null too. */
export const bubbles = 3;

/** Where a projection stands, what it writes to, and what it has found wrong. */
export interface Walk {
  readonly writer: JsonWriter;
  readonly path: Path;
  readonly wrong: Wrong[];
  readonly shared: Shared;
}

/** A value that is not what it should be. */
export interface Wrong {
  readonly message: string;
  readonly path: Path;
}

/** Most wrong values told of. */
const maxWrong = 100;

/** Notes what is wrong, here or under `key`. */
export function note({ wrong, path }: Walk, what: string, key?: string | number): typeof failed {
  const at = key === undefined ? [...path] : [...path, key];
  if (wrong.length < maxWrong) wrong.push({ message: `${what} at ${at.join('.')}.`, path: at });
  return failed;
}
