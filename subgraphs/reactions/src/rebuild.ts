import { postAudienceRebuild } from '@ursa/audience';
import type { Rebuild } from '@ursa/outbox';
import { onCommentAdded } from './consumers/on-comment-added.ts';
import { setCountsRight } from './domain/recount.ts';

/** Who may see what is reacted to, from its owners; and the counters, from the reactions. */
export const rebuild: Rebuild = {
  takes: [...postAudienceRebuild.takes, onCommentAdded],
  tables: [...postAudienceRebuild.tables, { name: 'comment_audiences' }],
  finish: setCountsRight,
};
