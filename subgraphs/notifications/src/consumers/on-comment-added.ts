import { CommentAdded } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import type { Recipient } from '../domain/notify.ts';
import { notify } from '../domain/notify.ts';
import { eachOnce, mentioned } from '../domain/recipients.ts';

export const onCommentAdded = consumer(CommentAdded, async (event, { tx }) => {
  const { commentId, postId, postAuthorId, parentAuthorId, authorId, mentionedIds } = event.payload;
  const answered: Recipient[] = parentAuthorId ? [{ recipientId: parentAuthorId, kind: 'REPLY' }] : [];
  const recipients = eachOnce([
    ...answered,
    { recipientId: postAuthorId, kind: 'COMMENT' },
    ...mentioned(mentionedIds),
  ]);
  await notify(tx, { event, actorId: authorId, subjectId: commentId, postId, recipients });
});
