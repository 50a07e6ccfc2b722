import { audienceRebuild, postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { onPostCreated } from './consumers/on-post-created.ts';

/** Who may see posts, and who may comment on them. */
export const rebuild: Rebuild = {
  takes: [...audienceRebuild.takes, onPostCreated],
  tables: [...postAudienceRebuild.tables, { name: 'reply_rules' }],
};
