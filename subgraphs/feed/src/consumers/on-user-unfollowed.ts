import { UserUnfollowed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepSubscription } from '../domain/subscribe.ts';

/** By own will, by removal or by a block: what the person brought leaves the timeline. */
export const onUserUnfollowed = consumer(UserUnfollowed, async ({ payload, sequence }, { tx }) => {
  const { followerId, followedId } = payload;
  await keepSubscription(tx, { source: followedId, subscriberId: followerId, holds: false, sequence });
});
