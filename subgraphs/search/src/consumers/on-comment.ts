import { CommentAdded, CommentDeleted, CommentEdited } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { forgetDocument } from '../domain/forget-document.ts';
import { indexComment } from '../domain/index-comment.ts';
import { keepEngagement } from '../domain/keep-engagement.ts';
import { kinds } from '../domain/kinds.ts';

/** A comment says more than a reaction. */
const commentWeight = 2;

export const onCommentAdded = consumer(CommentAdded, async (event, { tx }) => {
  const { postId: subjectId, commentId: actorId } = event.payload;
  await indexComment(tx, event);
  await keepEngagement(tx, { subjectId, actorId, weight: commentWeight, sequence: event.sequence });
});

export const onCommentEdited = consumer(CommentEdited, (event, { tx }) => indexComment(tx, event));

export const onCommentDeleted = consumer(CommentDeleted, async ({ payload, sequence }, { tx }) => {
  const { postId: subjectId, commentId: actorId } = payload;
  await forgetDocument(tx, toUuid(actorId), kinds.COMMENT, sequence);
  await keepEngagement(tx, { subjectId, actorId, weight: 0, sequence });
});
