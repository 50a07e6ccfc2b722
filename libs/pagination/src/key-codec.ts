import type { Id } from '@ursa/ids';
import { parseId } from '@ursa/ids';

/** One part of a key: how it stands in a cursor, and how it is read back strictly. */
export interface PartCodec<Value> {
  encode(value: Value): unknown;
  /** undefined: `part` is not one of these. */
  decode(part: unknown): Value | undefined;
}

/** The sort key of a list: the columns it is ordered by, the last of them unique. */
export interface KeyCodec<Key extends readonly unknown[]> {
  encode(key: Key): unknown[];
  decode(parts: readonly unknown[]): Key | undefined;
}

/** A moment, to the millisecond that Postgres keeps. */
export const instant: PartCodec<Date> = {
  encode: (date) => date.getTime(),
  decode: (part) => {
    const date = new Date(Number.isSafeInteger(part) ? (part as number) : Number.NaN);
    // Beyond the year 9999 Postgres and JSON no longer agree on how to write it.
    return Number.isNaN(date.getTime()) || Math.abs(date.getTime()) > 253_402_300_799_999 ? undefined : date;
  },
};

/** A whole number. */
export const integer: PartCodec<number> = {
  encode: (value) => value,
  decode: (part) => (Number.isSafeInteger(part) ? (part as number) : undefined),
};

/** A text; Postgres takes no NUL. */
export const text: PartCodec<string> = {
  encode: (value) => value,
  decode: (part) =>
    typeof part === 'string' && part.isWellFormed() && !part.includes('\0') ? part : undefined,
};

/** An id of one type. */
export function idPart<Prefix extends string>(prefix: Prefix): PartCodec<Id<Prefix>> {
  return {
    encode: (id) => id,
    decode: (part) => (typeof part === 'string' ? parseId(prefix, part) : undefined),
  };
}

/**
 * The key of a list.
 * @example const newestFirst = keyOf(instant, idPart('post'))
 */
// biome-ignore lint/suspicious/noExplicitAny: parts of any kind; each keeps its own type in Parts
export function keyOf<const Parts extends readonly PartCodec<any>[]>(
  ...parts: Parts
): KeyCodec<{ [I in keyof Parts]: Parts[I] extends PartCodec<infer Value> ? Value : never }> {
  type Key = { [I in keyof Parts]: Parts[I] extends PartCodec<infer Value> ? Value : never };
  return {
    encode: (key) => parts.map((part, i) => part.encode(key[i] as never)),
    decode: (encoded) => {
      if (encoded.length !== parts.length) return undefined;
      const key = parts.map((part, i) => part.decode(encoded[i]));
      return key.includes(undefined as never) ? undefined : (key as unknown as Key);
    },
  };
}
