import { audienceConsumers, audienceRebuild } from '@ursa/audience';
import {
  DraftMediaChanged,
  PostCreated,
  PostDeleted,
  PostEdited,
  PostReposted,
  RepostUndone,
  TagFollowed,
  TagUnfollowed,
} from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { forgetPosts } from './forget-posts.ts';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';
import { snapshots } from './snapshots.ts';

/** What people publish, and for whom. */
export const posts = defineSubgraph({
  name: 'posts',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  config: readConfig,
  resolvers,
  loaders,
  services,
  publishes: [
    PostCreated,
    PostEdited,
    PostDeleted,
    PostReposted,
    RepostUndone,
    DraftMediaChanged,
    TagFollowed,
    TagUnfollowed,
  ],
  consumes: audienceConsumers,
  announcing: forgetPosts,
  background,
  snapshots,
  rebuild: audienceRebuild,
});
