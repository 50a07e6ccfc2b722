import { hash } from 'node:crypto';
import type { KeyCodec } from './key-codec.ts';
import { badCursor } from './page-error.ts';

// Short and one-way: it ties a cursor to its list without telling which list that is.
function tagOf(list: string): string {
  return hash('sha256', list, 'base64url').slice(0, 12);
}

/** The cursor of a row: opaque to clients, and valid for this list only. */
export function encodeCursor<Key extends readonly unknown[]>(
  list: string,
  codec: KeyCodec<Key>,
  key: Key,
): string {
  return encode(tagOf(list), codec.encode(key));
}

/** Encodes the cursors of many rows of one list. */
export function cursorEncoder<Key extends readonly unknown[]>(list: string, codec: KeyCodec<Key>) {
  const tag = tagOf(list);
  return (key: Key): string => encode(tag, codec.encode(key));
}

/** The key a cursor stands for. Throws `BAD_CURSOR` when it is malformed or of another list. */
export function decodeCursor<Key extends readonly unknown[]>(
  list: string,
  codec: KeyCodec<Key>,
  cursor: string,
): Key {
  const [tag, ...parts] = decode(cursor);
  const key = tag === tagOf(list) ? codec.decode(parts) : undefined;
  if (key === undefined) throw badCursor();
  return key;
}

function encode(tag: string, parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([tag, ...parts])).toString('base64url');
}

// A cursor holds a tag and a few key parts; longer text is not one of ours.
const maxCursorLength = 1_000;

function decode(cursor: string): unknown[] {
  if (cursor.length > maxCursorLength) throw badCursor();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
  } catch {
    // Not JSON: told below like every other text that is not a cursor.
  }
  throw badCursor();
}
