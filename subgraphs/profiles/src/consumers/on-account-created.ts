import { AccountCreated } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { createProfiles } from '../domain/create-profiles.ts';

/**
 * An account gets its profile, unless somebody needed it before this event came. Later events of the account wait
 * behind it: a renaming without a profile would have no effect, and this one, replayed, would bring the old name.
 */
export const onAccountCreated = consumer(
  AccountCreated,
  async ({ payload, sequence }, { tx }) => {
    const { userId, username, displayName } = payload;
    await createProfiles(tx, [{ id: userId, username, displayName }], sequence);
  },
  { afterPoison: 'hold' },
);
