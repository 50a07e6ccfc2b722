import { GroupInvitationClosed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetSubject } from '../domain/forget.ts';

/** An invitation that is answered or withdrawn invites nobody, also one that was given up on and is replayed. */
export const onGroupInvitationClosed = consumer(
  GroupInvitationClosed,
  ({ payload: { groupId, userId } }, { tx }) =>
    forgetSubject(tx, groupId, { kind: 'GROUP_INVITATION', recipientId: userId }),
  { afterPoison: 'hold' },
);
