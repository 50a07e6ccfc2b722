import type { Path } from '../plan/places.ts';
import type { Shared } from '../plan/shared.ts';

/** A null that was told of already, below. */
export const failed = Symbol('failed');
/** A null where none may be: what holds it is null too. */
export const bubbles = Symbol('bubbles');

/** Where a projection stands, and what it has found wrong. */
export interface Walk {
  readonly path: Path;
  readonly wrong: { readonly message: string; readonly path: Path }[];
  readonly shared: Shared;
}

/** Most wrong values told of. */
const maxWrong = 100;

/** Notes what is wrong, here or under `key`. */
export function note({ wrong, path }: Walk, what: string, key?: string | number): typeof failed {
  const at = key === undefined ? [...path] : [...path, key];
  if (wrong.length < maxWrong) wrong.push({ message: `${what} at ${at.join('.')}.`, path: at });
  return failed;
}
