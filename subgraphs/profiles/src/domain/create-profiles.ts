import type { Tx } from '@ursa/database';
import { ProfileCreated } from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { profiles } from '../tables/index.ts';
import type { Account } from './account.ts';
import { joinedAt } from './account.ts';
import { profileState } from './profile-state.ts';

/**
 * Makes the profiles of accounts that have none yet; whoever comes second, event or question, changes nothing.
 * @param version the version of the account told of; 0 when identity was asked
 */
export async function createProfiles(tx: Tx, accounts: readonly Account[], version = 0): Promise<void> {
  if (accounts.length === 0) return;
  const created = await tx
    .insert(profiles)
    .values(
      // In the order of their ids: two who make the same profiles at once wait for each other instead of deadlocking.
      accounts
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, username, displayName }) => ({
          userId: id,
          username,
          displayName,
          namedAt: new Date(),
          accountVersion: version,
          createdAt: joinedAt(toUuid(id)),
        })),
    )
    .onConflictDoNothing()
    .returning();
  await emitAll(
    tx,
    created.map((profile) => ProfileCreated.create(profile.userId, profileState(profile))),
  );
}
