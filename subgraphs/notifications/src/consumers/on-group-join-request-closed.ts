import { GroupJoinRequestClosed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetActor } from '../domain/forget.ts';
import { notify } from '../domain/notify.ts';

/** Who asked is told of a yes; who could answer has nothing to answer any more, also by what was given up on. */
export const onGroupJoinRequestClosed = consumer(
  GroupJoinRequestClosed,
  async (event, { tx }) => {
    const { groupId, userId, accepted, answeredById } = event.payload;
    // Where nobody answered, the group opened: who asked has joined by themself.
    if (accepted && answeredById !== null) {
      const recipients = [{ recipientId: userId, kind: 'GROUP_JOINED' as const }];
      await notify(tx, { event, actorId: answeredById, subjectId: groupId, groupId, recipients });
    }
    await forgetActor(tx, { actorId: userId, subjectId: groupId, kind: 'GROUP_JOIN_REQUEST' });
  },
  { afterPoison: 'hold' },
);
