import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { correctQuery } from './correct-query.ts';
import type { Filter } from './filter.ts';
import type { SearchType } from './kinds.ts';
import { kinds } from './kinds.ts';
import { uuidsOf } from './moments.ts';
import type { SearchQuery } from './read-query.ts';
import type { FoundRow } from './statements.ts';
import { findFromBottom, findFromTop } from './statements.ts';

/** What is looked for, by whom, and when the ranking began. */
export interface Search {
  readonly query: SearchQuery;
  readonly types: readonly SearchType[];
  readonly filter: Filter;
  readonly viewer: UserId | null;
  readonly moment: Date;
}

/** A place in the ranking. */
export interface Place {
  readonly score: number;
  readonly id: string;
}

/** Which results: those between two places, so many from the top or from the bottom. */
export interface Stretch {
  readonly after?: Place | undefined;
  readonly before?: Place | undefined;
  readonly from: 'top' | 'bottom';
  readonly size: number;
}

const top: Place = { score: Number.POSITIVE_INFINITY, id: uuidsOf(2 ** 48).last };
const bottom: Place = { score: Number.NEGATIVE_INFINITY, id: uuidsOf(0).first };

/** The statement's parameters that tell what is looked for. */
export function parametersOf({ query, types, filter, moment, viewer }: Search) {
  const marks = filter.marks.map((m, at) => ({ g: 1_000 + at, m }));
  const until = Math.min(moment.getTime(), filter.untilMs ?? Number.POSITIVE_INFINITY);
  return [
    query.text,
    query.isCorrected,
    JSON.stringify(types.map((type) => kinds[type])),
    JSON.stringify([...query.terms, ...marks]),
    filter.sinceMs === null ? uuidsOf(0).first : uuidsOf(filter.sinceMs).first,
    uuidsOf(until).last,
    filter.marks,
    moment.toISOString(),
    viewer && toUuid(viewer),
  ] as const;
}

/** The results of a stretch, in the order it is taken in. */
export function find(tx: Tx, search: Search, stretch: Stretch): Promise<FoundRow[]> {
  const { after = top, before = bottom, from, size } = stretch;
  const statement = from === 'top' ? findFromTop : findFromBottom;
  return statement(tx, ...parametersOf(search), after.score, after.id, before.score, before.id, size);
}

/**
 * The first results, and the search that found them: when nothing is found for the words as they are, the words they
 * may have been meant for are looked for.
 */
export async function findFirst(
  tx: Tx,
  search: Search,
  stretch: Stretch,
): Promise<{ rows: FoundRow[]; search: Search }> {
  const rows = await find(tx, search, stretch);
  if (rows.length > 0) return { rows, search };
  const corrected = await correct(tx, search);
  return corrected ? { rows: await find(tx, corrected, stretch), search: corrected } : { rows, search };
}

/** The same search for the words that were probably meant; null when there are no others. */
export async function correct(tx: Tx, search: Search): Promise<Search | null> {
  const query = await correctQuery(tx, search.query, search.moment);
  return query && { ...search, query };
}
