import { FollowRequestClosed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetPerson } from '../domain/forget.ts';

/** A request that is answered or withdrawn asks for nothing any more, also one that was given up on and is replayed. */
export const onFollowRequestClosed = consumer(
  FollowRequestClosed,
  async ({ payload }, { tx }) => {
    const { followerId, followedId } = payload;
    await forgetPerson(tx, { actorId: followerId, recipientId: followedId, kind: 'FOLLOW_REQUEST' });
  },
  { afterPoison: 'hold' },
);
