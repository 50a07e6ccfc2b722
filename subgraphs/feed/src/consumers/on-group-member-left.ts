import { GroupMemberLeft } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepSubscription } from '../domain/subscribe.ts';

export const onGroupMemberLeft = consumer(GroupMemberLeft, async ({ payload, sequence }, { tx }) => {
  const { groupId, userId } = payload;
  await keepSubscription(tx, { source: groupId, subscriberId: userId, holds: false, sequence });
});
