import type { Tx } from '@ursa/database';
import { ProfileChanged } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import { formerUsernames, profiles } from '../tables/index.ts';
import { profileState } from './profile-state.ts';

/** How long a name that was given up points on, in days. */
export const formerUsernameDays = 30;

/** A name somebody took. */
export interface Renaming {
  readonly userId: UserId;
  readonly username: string;
  /** The account's version since; left out when identity was asked, which tells the latest name but no version. */
  readonly version?: number;
  readonly at: Date;
}

/** Takes over the account's name; the one before points on. A renaming older than what is known changes nothing. */
export async function renameUser(tx: Tx, { userId, username, version, at }: Renaming): Promise<void> {
  const [before] = await tx.select().from(profiles).where(eq(profiles.userId, userId)).for('no key update');
  if (!before || (version !== undefined && version <= before.accountVersion)) return;
  const [after] = await tx
    .update(profiles)
    .set({ username, namedAt: at, accountVersion: version ?? before.accountVersion })
    .where(eq(profiles.userId, userId))
    .returning();
  if (!after || before.username === username) return;

  const expiresAt = new Date(at.getTime() + formerUsernameDays * 86_400_000);
  await tx
    .insert(formerUsernames)
    .values({ username: before.username, userId, expiresAt })
    .onConflictDoUpdate({
      target: [formerUsernames.username, formerUsernames.userId],
      set: { expiresAt },
    });
  await emit(tx, ProfileChanged.create(userId, profileState(after)));
}
