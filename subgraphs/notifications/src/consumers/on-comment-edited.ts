import { CommentEdited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notify } from '../domain/notify.ts';
import { mentioned } from '../domain/recipients.ts';

/** Tells whom a comment mentions now and did not before. */
export const onCommentEdited = consumer(CommentEdited, async (event, { tx }) => {
  const { commentId, postId, authorId, mentionedIds } = event.payload;
  const recipients = mentioned(mentionedIds);
  await notify(tx, { event, actorId: authorId, subjectId: commentId, postId, recipients });
});
