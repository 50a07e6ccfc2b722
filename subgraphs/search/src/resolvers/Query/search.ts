import type { PageArgs } from '@ursa/pagination';
import { connection, parsePage } from '@ursa/pagination';
import type { SearchContext } from '../../context.ts';
import type { FoundPage } from '../../domain/found.ts';
import { foundOf } from '../../domain/found.ts';
import type { SearchType } from '../../domain/kinds.ts';
import { kinds } from '../../domain/kinds.ts';
import { rankingKey } from '../../domain/ranking-key.ts';
import { readQuery } from '../../domain/read-query.ts';
import type { Search } from '../../domain/search.ts';
import { correct, find, findFirst } from '../../domain/search.ts';
import type { FoundRow } from '../../domain/statements.ts';
import { bounded } from '../bounded.ts';
import type { WantedFilter } from '../read-filter.ts';
import { readFilter } from '../read-filter.ts';

const maxQueryLength = 200;
const allTypes = Object.keys(kinds) as SearchType[];
const nothing = { text: '', isCorrected: false, terms: [], without: [] };

interface SearchArgs extends Pick<PageArgs, 'first' | 'after'> {
  readonly query: string;
  readonly types?: readonly SearchType[] | null | undefined;
  readonly filter?: WantedFilter | null | undefined;
}

export async function search(_: unknown, args: SearchArgs, context: SearchContext): Promise<FoundPage> {
  const query = readQuery(bounded(args.query, maxQueryLength, 'query'));
  const types = args.types ? allTypes.filter((type) => args.types?.includes(type)) : allTypes;
  const filter = readFilter(args.filter ?? {});
  const list = `search:${JSON.stringify([query, types, filter])}`;
  const page = parsePage({ first: args.first, after: args.after }, { list, key: rankingKey });
  const moment = page.after?.[0] ?? new Date();
  const asked: Search = { query: query ?? nothing, types, filter, viewer: context.viewer, moment };
  const { rows, search } = await found(asked, page.size + 1, page.after, context);

  const slice = { rows: rows.slice(0, page.size), more: rows.length > page.size };
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

type After = readonly [Date, number, number, string];

async function found(asked: Search, size: number, after: After | undefined, { db }: SearchContext) {
  if (asked.query === nothing || asked.types.length === 0) return { rows: [], search: asked };
  if (after === undefined) return findFirst(db, asked, size);
  const [, isCorrected, score, id] = after;
  const search = (isCorrected === 1 && (await correct(db, asked))) || asked;
  return { rows: await find(db, search, size, { score, id }), search };
}
