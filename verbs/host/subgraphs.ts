import type { AnySubgraph } from '@ursa/subgraph-kit';
import { readSubgraphList } from '../compose/subgraph-list.ts';

/** The declarations of the subgraphs that supergraph.yaml lists: package `@subgraph/<name>`, export `<name>`. */
export async function loadSubgraphs(root: string): Promise<AnySubgraph[]> {
  return Promise.all(
    readSubgraphList(root).map(async ({ name }) => {
      const module = (await import(`@subgraph/${name}`)) as Record<string, AnySubgraph>;
      const definition = module[name];
      if (definition?.name !== name) throw new Error(`@subgraph/${name} exports no subgraph called ${name}.`);
      return definition;
    }),
  );
}
