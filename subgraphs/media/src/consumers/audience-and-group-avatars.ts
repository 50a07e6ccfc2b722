import { audienceConsumers } from '@ursa/audience';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import { GroupChanged, GroupCreated } from '@ursa/events/contracts';
import type { EventConsumer } from '@ursa/outbox';
import { keepGroupAvatar } from '../domain/keep-group-avatar.ts';

/** What keeps the audience; events of groups also tell their pictures, and one contract has one consumer. */
export const audienceAndGroupAvatars: readonly EventConsumer[] = audienceConsumers.map((keeper) => {
  if (keeper.contract !== GroupCreated && keeper.contract !== GroupChanged) return keeper;
  return {
    ...keeper,
    async handle(event, context) {
      await keeper.handle(event, context);
      const { payload, sequence } = event as EventEnvelope<PayloadOf<typeof GroupChanged>>;
      await keepGroupAvatar(context.tx, { ...payload, sequence });
    },
  };
});
