import { Reacted, ReactionRemoved } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { keepEngagement } from '../domain/keep-engagement.ts';

export const onReacted = consumer(Reacted, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.subjectId, actorId: payload.reactorId, weight: 1, sequence }),
);

export const onReactionRemoved = consumer(ReactionRemoved, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.subjectId, actorId: payload.reactorId, weight: 0, sequence }),
);
