import { FollowRequestClosed } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetSubject } from '../domain/forget.ts';

/** A request that is answered or withdrawn asks for nothing any more, also one that was given up on and is replayed. */
export const onFollowRequestClosed = consumer(
  FollowRequestClosed,
  ({ payload: { followerId, followedId } }, { tx }) =>
    forgetSubject(tx, followerId, { kind: 'FOLLOW_REQUEST', recipientId: followedId }),
  { afterPoison: 'hold' },
);
