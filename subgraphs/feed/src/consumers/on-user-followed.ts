import { UserFollowed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepSubscription } from '../domain/subscribe.ts';

export const onUserFollowed = consumer(UserFollowed, async ({ payload, sequence }, { tx }) => {
  const { followerId, followedId } = payload;
  await keepSubscription(tx, { source: followedId, subscriberId: followerId, holds: true, sequence });
});
