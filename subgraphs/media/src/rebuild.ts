import { postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { audienceAndGroupAvatars } from './consumers/audience-and-group-avatars.ts';
import { onDraftMediaChanged } from './consumers/on-draft-media-changed.ts';
import { onPostCreated } from './consumers/on-post-created.ts';
import { setUseRight } from './domain/set-use-right.ts';

/** Who may see posts, what they and drafts show, and the pictures of groups; and from that, what is in use. */
export const rebuild: Rebuild = {
  takes: [...audienceAndGroupAvatars, onPostCreated, onDraftMediaChanged],
  tables: [...postAudienceRebuild.tables, { name: 'group_avatars' }, { name: 'draft_media' }],
  finish: setUseRight,
};
