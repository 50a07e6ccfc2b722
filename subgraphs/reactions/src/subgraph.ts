import { Reacted, ReactionAudienceChanged, ReactionRemoved } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { consumers } from './consumers/index.ts';
import { forgetCounts } from './forget-counts.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';
import { snapshots } from './snapshots.ts';

/** How people react to what others said. */
export const reactions = defineSubgraph({
  name: 'reactions',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  resolvers,
  loaders,
  services,
  publishes: [Reacted, ReactionRemoved, ReactionAudienceChanged],
  consumes: consumers,
  snapshots,
  rebuild,
  config: readConfig,
  announcing: forgetCounts,
  background,
});
