import type { Tx } from '@ursa/database';
import { UserUnmuted } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { mutes } from '../tables/index.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import { readProfiles } from './read-profiles.ts';

/** Ends a mute. Has no effect where there is none. */
export async function unmuteUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = (await readProfiles(tx, viewer, [userId])).get(userId);
  if (!other || isHidden(other.relation)) return failed(noSuchUser);
  const ended = await tx
    .delete(mutes)
    .where(and(eq(mutes.muterId, viewer), eq(mutes.mutedId, userId)))
    .returning();
  await emitAll(
    tx,
    ended.map(() => UserUnmuted.create(viewer, { muterId: viewer, mutedId: userId })),
  );
  return done(userId);
}
