import { GroupJoinRequested } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notify } from '../domain/notify.ts';

/** Tells those who may answer. */
export const onGroupJoinRequested = consumer(GroupJoinRequested, async (event, { tx }) => {
  const { groupId, userId, moderatorIds } = event.payload;
  const recipients = moderatorIds.map((recipientId) => ({
    recipientId,
    kind: 'GROUP_JOIN_REQUEST' as const,
  }));
  await notify(tx, { event, actorId: userId, subjectId: groupId, groupId, recipients });
});
