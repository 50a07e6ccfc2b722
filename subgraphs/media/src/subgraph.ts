import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { audienceAndGroupAvatars } from './consumers/audience-and-group-avatars.ts';
import { onDraftMediaChanged } from './consumers/on-draft-media-changed.ts';
import { onPostCreated } from './consumers/on-post-created.ts';
import { onPostDeleted } from './consumers/on-post-deleted.ts';
import { onPostEdited } from './consumers/on-post-edited.ts';
import { http } from './delivery/http.ts';
import { loaders } from './loaders/index.ts';
import { rebuild } from './rebuild.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';

/** What people upload: images and videos, made ready to be shown. */
export const media = defineSubgraph({
  name: 'media',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  config: readConfig,
  services,
  resolvers,
  loaders,
  consumes: [...audienceAndGroupAvatars, onPostCreated, onPostEdited, onPostDeleted, onDraftMediaChanged],
  rebuild,
  http,
  background,
});
