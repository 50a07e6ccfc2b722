import { postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { audienceAndGroupAvatars } from './consumers/audience-and-group-avatars.ts';
import { onPostCreated } from './consumers/on-post-created.ts';
import { setUseRight } from './domain/set-use-right.ts';

/** Who may see posts, what they show, and the pictures of groups; and from that, what is in use. */
export const rebuild: Rebuild = {
  takes: [...audienceAndGroupAvatars, onPostCreated],
  tables: [...postAudienceRebuild.tables, { name: 'group_avatars' }],
  finish: setUseRight,
};
