import { FollowRequested } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notify } from '../domain/notify.ts';

export const onFollowRequested = consumer(FollowRequested, async (event, { tx }) => {
  const { followerId, followedId } = event.payload;
  const recipients = [{ recipientId: followedId, kind: 'FOLLOW_REQUEST' as const }];
  await notify(tx, { event, actorId: followerId, subjectId: followerId, recipients });
});
