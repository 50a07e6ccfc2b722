import { readSubgraphList } from '../compose/subgraph-list.ts';
import { nodesSubgraph, readWorkspaceSdl } from '../compose/subgraph-sdl.ts';
import type { GeneratedFile } from '../generated-files.ts';
import { nodeOwners } from './node-owners.ts';
import { resolverTypes } from './resolver-types.ts';
import { readSettings } from './subgraph-settings.ts';

/** Everything under the subgraphs' src/generated/; writes nothing. */
export async function generateWorkspace(root: string): Promise<GeneratedFile[]> {
  const { subgraphs, nodeTypes } = readWorkspaceSdl(root, readSubgraphList(root));
  const types = subgraphs.map(async ({ folder, sdl }) =>
    resolverTypes({ folder, sdl, ...(await readSettings(root, folder)) }),
  );
  const nodes = subgraphs.filter(({ name }) => name === nodesSubgraph);
  return [
    ...subgraphs.map(({ schemaFile, sdl }) => ({ path: schemaFile, text: sdl })),
    ...(await Promise.all(types)),
    ...nodes.map(({ folder }) => nodeOwners(folder, nodeTypes)),
  ];
}
