import { idArgument, requestError } from '@ursa/subgraph-kit';
import type { Filter } from '../domain/filter.ts';
import { authorMark, mediaMark, tagMark } from '../domain/marks.ts';
import { bounded } from './bounded.ts';

/** The filter as it stands in the schema. */
export interface WantedFilter {
  readonly authorId?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly since?: Date | string | null | undefined;
  readonly until?: Date | string | null | undefined;
  readonly hasMedia?: boolean | null | undefined;
}

const maxTagLength = 50;

/** Reads a filter. Throws `BAD_USER_INPUT` when a part of it is out of bounds. */
export function readFilter(wanted: WantedFilter): Filter {
  const marks: string[] = [];
  if (wanted.authorId != null) marks.push(authorMark(idArgument('user', wanted.authorId, 'filter.authorId')));
  if (wanted.tag != null) marks.push(tagMark(tagName(wanted.tag)));
  if (wanted.hasMedia != null) marks.push(mediaMark(wanted.hasMedia));
  const until = momentOf(wanted.until);
  return { marks, sinceMs: momentOf(wanted.since), untilMs: until === null ? null : until - 1 };
}

function tagName(raw: string): string {
  const name = bounded(raw.replace(/^#/u, ''), maxTagLength, 'filter.tag');
  if (/^[\p{L}\p{M}\p{N}_]+$/u.test(name)) return name;
  throw requestError('BAD_USER_INPUT', '`filter.tag` is not the name of a tag.');
}

const momentOf = (moment: Date | string | null | undefined) =>
  moment == null ? null : new Date(moment).getTime();
