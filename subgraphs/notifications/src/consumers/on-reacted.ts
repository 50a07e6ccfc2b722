import { Reacted } from '@ursa/events/contracts';
import { parseId } from '@ursa/ids';
import { consumer } from '@ursa/outbox';
import { isCommentGone } from '../domain/gone-comments.ts';
import { notify } from '../domain/notify.ts';

/** Tells whose thing it is; another reaction in the place of one is no news. */
export const onReacted = consumer(Reacted, async (event, { tx }) => {
  const { subjectId, postId, subjectAuthorId, reactorId } = event.payload;
  const commentId = parseId('comment', subjectId);
  if (commentId && (await isCommentGone(tx, commentId))) return;
  const recipients = [{ recipientId: subjectAuthorId, kind: 'REACTION' as const }];
  await notify(tx, { event, actorId: reactorId, subjectId, postId, recipients });
});
