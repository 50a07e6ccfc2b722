import { decodeCursor, encodeCursor } from './cursor.ts';
import { integer, keyOf } from './key-codec.ts';
import { badCursor } from './page-error.ts';

const sequence = keyOf(integer);

/** Where a live channel stands: subscribe `after` it and nothing falls between. */
export function liveCursor(channel: string, at: number): string {
  return encodeCursor(`live:${channel}`, sequence, [at]);
}

/** The sequence a live cursor stands for. Throws `BAD_CURSOR` when it is malformed or of another channel. */
export function parseLiveCursor(channel: string, cursor: string): number {
  const [at] = decodeCursor(`live:${channel}`, sequence, cursor);
  if (at < 0) throw badCursor();
  return at;
}
