import { GroupInvited } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { notify } from '../domain/notify.ts';

export const onGroupInvited = consumer(GroupInvited, async (event, { tx }) => {
  const { groupId, userId, invitedById } = event.payload;
  const recipients = [{ recipientId: userId, kind: 'GROUP_INVITATION' as const }];
  await notify(tx, { event, actorId: invitedById, subjectId: groupId, groupId, recipients });
});
