/**
 * The ways to react, as the schema's `ReactionKind` names them. The place in this list is the number that is stored:
 * a new one goes to the end, and none is ever removed.
 */
export const kinds = [
  'LIKE',
  'DISLIKE',
  'LOVE',
  'LAUGH',
  'WOW',
  'SAD',
  'ANGRY',
  'CELEBRATE',
  'THANKS',
  'FIRE',
] as const;

/** A way to react. */
export type Kind = (typeof kinds)[number];

/** What stands in the tables for DISLIKE, which no total counts. */
export const dislike = 2;

const numbers = new Map(kinds.map((kind, at) => [kind, at + 1]));

/** The number a kind is stored as. */
export const numberOf = (kind: Kind): number => numbers.get(kind) as number;

/** The kind behind a stored number. */
export const kindOf = (number: number): Kind => kinds[number - 1] as Kind;

/** How many reacted in which way, by number; index 0 is LIKE. */
export type Counts = readonly number[];

/** How many reacted in all ways that a total counts. */
export function totalOf(counts: Counts): number {
  let total = 0;
  for (let at = 0; at < counts.length; at += 1) if (at !== dislike - 1) total += counts[at] as number;
  return total;
}
