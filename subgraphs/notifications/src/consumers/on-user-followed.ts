import { UserFollowed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { recountOfFollow } from '../domain/audience-changes.ts';
import { notify } from '../domain/notify.ts';

/** Whoever is followed is told; whoever accepted a request knows, and the one who asked is told instead. */
export const onUserFollowed = consumer(UserFollowed, async (event, { tx }) => {
  const { followerId, followedId, approved } = event.payload;
  const [actorId, recipientId] = approved ? [followedId, followerId] : [followerId, followedId];
  const kind = approved ? 'FOLLOW_ACCEPTED' : 'FOLLOW';
  await notify(tx, { event, actorId, subjectId: actorId, recipients: [{ recipientId, kind }] });
  await recountOfFollow(tx, event.payload);
});
