import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import type { FoundEdge } from '../domain/found.ts';
import type { Highlight } from '../domain/highlights.ts';
import { highlightsIn } from '../domain/highlights.ts';
import type { Search } from '../domain/search.ts';
import { markMatches } from '../domain/statements.ts';

/** What of a result's texts matched: one statement for each search. */
export function highlights({ db }: RequestContext) {
  const ofEdge = async (edges: readonly FoundEdge[]): Promise<Highlight[][]> => {
    const texts = new Map<string, string[]>();
    const load = async (search: Search, found: FoundEdge[]) => {
      const ids = found.map(({ row }) => row.id);
      const rows = await markMatches(db, search.query.text, search.query.isCorrected, ids);
      for (const row of rows) texts.set(row.id, row.texts);
    };
    await Promise.all(
      Map.groupBy(edges, ({ search }) => search)
        .entries()
        .map(([search, found]) => load(search, found)),
    );
    return edges.map(({ row }) => highlightsIn(row.kind, texts.get(row.id) ?? []));
  };
  return new DataLoader(ofEdge);
}
