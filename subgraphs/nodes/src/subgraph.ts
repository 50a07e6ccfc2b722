import { defineSubgraph } from '@ursa/subgraph-kit';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';

/** Finds anything by its id, by asking who owns it. Keeps nothing of its own. */
export const nodes = defineSubgraph({
  name: 'nodes',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  resolvers,
  loaders,
});
