import { UsernameChanged } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { renameUser } from '../domain/rename-user.ts';

/** A profile takes over the new name of its account. */
export const onUsernameChanged = consumer(
  UsernameChanged,
  async ({ payload, sequence, occurredAt }, { tx }) => {
    const { userId, username } = payload;
    await renameUser(tx, { userId, username, version: sequence, at: new Date(occurredAt) });
  },
);
