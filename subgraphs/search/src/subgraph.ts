import { defineSubgraph } from '@ursa/subgraph-kit';
import { consumers } from './consumers/index.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild.ts';
import { resolvers } from './resolvers/index.ts';

/** What can be found, by what it says. */
export const search = defineSubgraph({
  name: 'search',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  resolvers,
  loaders,
  consumes: consumers,
  rebuild,
});
