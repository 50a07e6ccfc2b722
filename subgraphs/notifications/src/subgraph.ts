import { postAudienceRebuild } from '@ursa/audience';
import { NotificationAdded, NotificationsRead } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { consumers } from './consumers/index.ts';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';

/** What people should know. */
export const notifications = defineSubgraph({
  name: 'notifications',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  resolvers,
  loaders,
  publishes: [NotificationAdded, NotificationsRead],
  consumes: consumers,
  rebuild: postAudienceRebuild,
});
