import { audienceConsumers } from '@ursa/audience';
import { CommentAdded, CommentDeleted, CommentEdited, ThreadAudienceChanged } from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { onPostCreated } from './consumers/on-post-created.ts';
import { onPostDeleted } from './consumers/on-post-deleted.ts';
import { onPostEdited } from './consumers/on-post-edited.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild.ts';
import { resolvers } from './resolvers/index.ts';
import { snapshots } from './snapshots.ts';

/** What people say about posts. */
export const comments = defineSubgraph({
  name: 'comments',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  resolvers,
  loaders,
  publishes: [CommentAdded, CommentEdited, CommentDeleted, ThreadAudienceChanged],
  consumes: [...audienceConsumers, onPostCreated, onPostEdited, onPostDeleted],
  snapshots,
  rebuild,
});
