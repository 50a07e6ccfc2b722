import { GroupRoleChanged } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetSubject } from '../domain/forget.ts';
import { notify } from '../domain/notify.ts';

/** Tells whose role it is; who may not answer requests any more is not told of them either. */
export const onGroupRoleChanged = consumer(
  GroupRoleChanged,
  async (event, { tx }) => {
    const { groupId, userId, role, changedById } = event.payload;
    const recipients = [{ recipientId: userId, kind: 'GROUP_ROLE' as const }];
    await notify(tx, { event, actorId: changedById, subjectId: groupId, groupId, recipients });
    if (role === 'MEMBER')
      await forgetSubject(tx, groupId, { kind: 'GROUP_JOIN_REQUEST', recipientId: userId });
  },
  { afterPoison: 'hold' },
);
