import { FeedMoved } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { consumers } from './consumers/index.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild/index.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';

/** What people see first: what is new from whom they follow, and what moves others. */
export const feed = defineSubgraph({
  name: 'feed',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  config: readConfig,
  services,
  resolvers,
  loaders,
  publishes: [FeedMoved],
  consumes: consumers,
  rebuild,
  background,
});
