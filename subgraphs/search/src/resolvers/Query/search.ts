import type { PageArgs } from '@ursa/pagination';
import { connection, parsePage } from '@ursa/pagination';
import type { SearchContext } from '../../context.ts';
import type { FoundPage } from '../../domain/found.ts';
import { foundOf } from '../../domain/found.ts';
import type { SearchType } from '../../domain/kinds.ts';
import { kinds } from '../../domain/kinds.ts';
import type { RankingKey } from '../../domain/ranking-key.ts';
import { rankingKey } from '../../domain/ranking-key.ts';
import { readQuery } from '../../domain/read-query.ts';
import type { Place, Search, Stretch } from '../../domain/search.ts';
import { correct, find, findFirst } from '../../domain/search.ts';
import type { FoundRow } from '../../domain/statements.ts';
import { bounded } from '../bounded.ts';
import type { WantedFilter } from '../read-filter.ts';
import { readFilter } from '../read-filter.ts';

const maxQueryLength = 200;
const allTypes = Object.keys(kinds) as SearchType[];
const nothing = { text: '', isCorrected: false, terms: [], without: [] };

interface SearchArgs extends PageArgs {
  readonly query: string;
  readonly types?: readonly SearchType[] | null | undefined;
  readonly filter?: WantedFilter | null | undefined;
}

export async function search(_: unknown, args: SearchArgs, context: SearchContext): Promise<FoundPage> {
  const query = readQuery(bounded(args.query, maxQueryLength, 'query'));
  const types = args.types ? allTypes.filter((type) => args.types?.includes(type)) : allTypes;
  const filter = readFilter(args.filter ?? {});
  const list = `search:${JSON.stringify([query, types, filter])}`;
  const page = parsePage(args, { list, key: rankingKey });
  // Both ends of a page are of one ranking; the earlier moment is the one that both have.
  const given = [page.after, page.before].filter((key) => key !== undefined);
  const moment = new Date(Math.min(Date.now(), ...given.map(([began]) => began.getTime())));
  const asked: Search = { query: query ?? nothing, types, filter, viewer: context.viewer, moment };
  const from = page.direction === 'forward' ? 'top' : 'bottom';
  const [after, before] = [placeOf(page.after), placeOf(page.before)];
  const isCorrected = given.some(([, corrected]) => corrected === 1);
  const stretch: Stretch = { after, before, from, size: page.size + 1 };
  const { rows, search } = await found(asked, stretch, given.length === 0 ? undefined : isCorrected, context);

  const shown = rows.slice(0, page.size);
  const slice = { rows: from === 'top' ? shown : shown.reverse(), more: rows.length > page.size };
  const { edges, nodes, pageInfo } = connection(slice, page, {
    key: (row) => [moment, search.query.isCorrected ? 1 : 0, row.score, row.id] as const,
    node: foundOf,
  });
  return {
    nodes,
    pageInfo,
    search,
    edges: edges.map((edge, at) => ({ ...edge, search, row: slice.rows[at] as FoundRow })),
  };
}

const placeOf = (key: RankingKey | undefined): Place | undefined => key && { score: key[2], id: key[3] };

/** @param isCorrected what the cursors say; undefined: there are none, so that is found out. */
async function found(
  asked: Search,
  stretch: Stretch,
  isCorrected: boolean | undefined,
  { db }: SearchContext,
) {
  if (asked.query === nothing || asked.types.length === 0) return { rows: [], search: asked };
  if (isCorrected === undefined) return findFirst(db, asked, stretch);
  const search = (isCorrected && (await correct(db, asked))) || asked;
  return { rows: await find(db, search, stretch), search };
}
