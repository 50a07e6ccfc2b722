import { Reacted } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { engage } from '../domain/engage.ts';

/** Another reaction in the place of one that was counted is none more. */
export const onReacted = consumer(Reacted, async ({ payload }, { tx }) => {
  if (payload.previousKind === null) await engage(tx, payload.postId, 1);
});
