import { NotificationAdded, NotificationsRead } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { consumers } from './consumers/index.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';

/** What people should know. */
export const notifications = defineSubgraph({
  name: 'notifications',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  config: readConfig,
  services,
  resolvers,
  loaders,
  publishes: [NotificationAdded, NotificationsRead],
  consumes: consumers,
  background,
  rebuild,
});
