import { AccountCreated, UsernameChanged } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';
import { routes } from './routes.ts';
import { services } from './services.ts';

/** Who people are: accounts, credentials, sessions, and the keys that vouch for them. */
export const identity = defineSubgraph({
  name: 'identity',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations/', import.meta.url),
  config: readConfig,
  services,
  resolvers,
  loaders,
  publishes: [AccountCreated, UsernameChanged],
  routes,
  background,
});
