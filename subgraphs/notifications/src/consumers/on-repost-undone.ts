import { RepostUndone } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetActor } from '../domain/forget.ts';

/** It waits behind reposts that were given up on: what they tell of, once replayed, is taken back too. */
export const onRepostUndone = consumer(
  RepostUndone,
  ({ payload: { postId, reposterId } }, { tx }) =>
    forgetActor(tx, { actorId: reposterId, subjectId: postId, kind: 'REPOST' }),
  { afterPoison: 'hold' },
);
