import type { GeneratedFile } from '../generated-files.ts';
import { eventCatalog } from './event-catalog.ts';
import { readSubgraphList } from './subgraph-list.ts';
import { readWorkspaceSdl } from './subgraph-sdl.ts';
import { composeSupergraph } from './supergraph.ts';

/** Everything `compose` makes of a workspace. */
export interface Composition {
  readonly subgraphs: readonly string[];
  readonly apiSdl: string;
  /** Where subgraphs say different things that still compose. */
  readonly hints: readonly string[];
  readonly files: readonly GeneratedFile[];
}

/** Composes the workspace at `root`; writes nothing. Throws `DoesNotCompose`, or an Error for people. */
export function composeWorkspace(root: string): Composition {
  const { subgraphs } = readWorkspaceSdl(root, readSubgraphList(root));
  const { supergraphSdl, apiSdl, hints } = composeSupergraph(subgraphs);
  const files = [
    ...subgraphs.map(({ schemaFile, sdl }) => ({ path: schemaFile, text: sdl })),
    { path: 'schema/supergraph.graphql', text: supergraphSdl },
    { path: 'schema/api.graphql', text: apiSdl },
    { path: 'schema/events.asyncapi.json', text: eventCatalog() },
  ];
  return { subgraphs: subgraphs.map(({ name }) => name), apiSdl, hints, files };
}
