import { CommentDeleted, ReactionAudienceChanged } from '@ursa/events/contracts';
import { consumer, emit } from '@ursa/outbox';
import { keepCommentAudience } from '../domain/keep-comment-audience.ts';
import { beginSweep } from '../domain/sweep.ts';

/** From now on nobody sees reactions to it, also where a hollow stays; they are swept up. */
export const onCommentDeleted = consumer(CommentDeleted, async ({ payload, sequence }, { tx }) => {
  const { commentId } = payload;
  await keepCommentAudience(tx, { ...payload, isDeleted: true, sequence });
  await beginSweep(tx, commentId);
  await emit(tx, ReactionAudienceChanged.create(commentId, { subjectId: commentId }));
});
