import { PostReposted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notify } from '../domain/notify.ts';

export const onPostReposted = consumer(PostReposted, async (event, { tx }) => {
  const { postId, postAuthorId, reposterId } = event.payload;
  const recipients = [{ recipientId: postAuthorId, kind: 'REPOST' as const }];
  await notify(tx, { event, actorId: reposterId, subjectId: postId, postId, recipients });
});
