import { ReactionRemoved } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { forgetActor } from '../domain/forget.ts';

/** It waits behind reactions that were given up on: what they tell of, once replayed, is taken back too. */
export const onReactionRemoved = consumer(
  ReactionRemoved,
  ({ payload: { subjectId, reactorId } }, { tx }) =>
    forgetActor(tx, { actorId: reactorId, subjectId, kind: 'REACTION' }),
  { afterPoison: 'hold' },
);
