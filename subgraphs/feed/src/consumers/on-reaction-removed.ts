import { ReactionRemoved } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { engage } from '../domain/engage.ts';

export const onReactionRemoved = consumer(ReactionRemoved, ({ payload }, { tx }) =>
  engage(tx, payload.postId, -1),
);
