import type { Tx } from '@ursa/database';
import { UserMuted } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { sql } from 'drizzle-orm';
import { mutes } from '../tables/index.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import { readProfiles } from './read-profiles.ts';

/** Keeps somebody's doings out of the viewer's notifications. Has no effect where it is so already. */
export async function muteUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  // Not held still: a mute beside a block does no harm.
  const other = (await readProfiles(tx, viewer, [userId])).get(userId);
  if (!other || isHidden(other.relation)) return failed(noSuchUser);
  const mute = { muterId: viewer, mutedId: userId };
  const muted = await tx
    .insert(mutes)
    .values({ ...mute, mutedAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning();
  await emitAll(
    tx,
    muted.map(() => UserMuted.create(viewer, mute)),
  );
  return done(userId);
}
