import { decodeCursor } from './cursor.ts';
import type { KeyCodec } from './key-codec.ts';
import { badPage } from './page-error.ts';

/** The four paging arguments of the Relay connection specification. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface PageOptions<Key extends readonly unknown[]> {
  /** Names the list with its scope and order (`posts:user_…:newest`); its cursors fit nowhere else. */
  readonly list: string;
  readonly key: KeyCodec<Key>;
  /** @default 20 */
  readonly defaultSize?: number;
  /** @default 100 */
  readonly maxSize?: number;
}

/** A page that was asked for and is within bounds. */
export interface Page<Key extends readonly unknown[] = readonly unknown[]> {
  readonly list: string;
  readonly key: KeyCodec<Key>;
  /** From which end of the range the rows are taken; the order of the answer is the list's in both cases. */
  readonly direction: 'forward' | 'backward';
  readonly size: number;
  /** Only rows after this key. */
  readonly after?: Key;
  /** Only rows before this key. */
  readonly before?: Key;
}

/**
 * Reads paging arguments. Throws `BAD_USER_INPUT` when they are out of bounds or contradict each other, and
 * `BAD_CURSOR` when a cursor is malformed or of another list.
 */
export function parsePage<Key extends readonly unknown[]>(
  args: PageArgs,
  options: PageOptions<Key>,
): Page<Key> {
  const { list, key, defaultSize = 20, maxSize = 100 } = options;
  const first = args.first ?? undefined;
  const last = args.last ?? undefined;
  if (first !== undefined && last !== undefined) throw badPage('Give `first` or `last`, not both.');
  const size = first ?? last ?? defaultSize;
  const name = last === undefined ? 'first' : 'last';
  if (!Number.isInteger(size) || size < 0 || size > maxSize)
    throw badPage(`\`${name}\` must be 0 to ${maxSize}.`);
  return {
    list,
    key,
    direction: last === undefined ? 'forward' : 'backward',
    size,
    ...(args.after != null && { after: decodeCursor(list, key, args.after) }),
    ...(args.before != null && { before: decodeCursor(list, key, args.before) }),
  };
}
