import type { Tx } from '@ursa/database';
import { ProfileChanged } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done } from '@ursa/outcome';
import { eq, sql } from 'drizzle-orm';
import { profiles } from '../tables/index.ts';
import { acceptRequests, openRequests } from './accept-requests.ts';
import type { WantedChanges } from './profile-changes.ts';
import { checkChanges } from './profile-changes.ts';
import { profileState } from './profile-state.ts';
import { holdProfiles } from './relation.ts';

/**
 * Changes the viewer's own profile. Going public accepts the requests that wait: the oldest batch here, the others
 * soon after (settle-requests.ts), so that no transaction grows with the number of those who asked.
 */
export async function updateProfile(tx: Tx, viewer: UserId, wanted: WantedChanges): Promise<Outcome<UserId>> {
  const checked = checkChanges(wanted);
  if (!checked.ok) return checked;
  const changes = checked.value;
  if (Object.keys(changes).length === 0) return done(viewer);

  const requests = changes.isPrivate === false ? await openRequests(tx, viewer) : [];
  await holdProfiles(tx, [viewer, ...requests.map((request) => request.followerId)]);
  const changed = await tx
    .update(profiles)
    .set({ ...changes, ...settling(changes.isPrivate) })
    .where(eq(profiles.userId, viewer))
    .returning();
  const accepted = await acceptRequests(tx, requests);
  await emitAll(tx, [
    ...changed.map((profile) => ProfileChanged.create(viewer, profileState(profile))),
    ...accepted,
  ]);
  return done(viewer);
}

// An account gone private again keeps the requests that were not accepted yet; it answers them itself.
function settling(isPrivate: boolean | undefined) {
  if (isPrivate === undefined) return {};
  return { settling: isPrivate ? false : sql`${profiles.settling} or ${profiles.isPrivate}` };
}
