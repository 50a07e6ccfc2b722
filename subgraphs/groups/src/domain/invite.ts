import type { Tx } from '@ursa/database';
import { GroupInvited } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, forbidden } from '@ursa/outcome';
import { and, eq, sql } from 'drizzle-orm';
import { groups, invitations } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { can } from './permissions.ts';
import { readGroups } from './read-groups.ts';

/** Most invitations that wait in one group. */
const maxInvitations = 1_000;

/** Invites somebody to a group that the caller holds. Whoever is invited already stays so, by who did it first. */
export async function invite(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  userId: UserId,
): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'invite')) return failed(forbidden('Only members invite.', groupPath));
  const who = { groupId: group.id, userId };
  // The group as the person stands towards it.
  const [theirs] = await readGroups(tx, userId, eq(groups.id, group.id));
  if (theirs?.viewerRole) return failed(conflict('This person is a member already.', ['userId']));
  // Members who do not moderate are not told who is banned.
  if (theirs?.viewerIsBanned) return failed(forbidden('This person cannot be invited.', ['userId']));
  if (theirs?.viewerIsInvited) return done(null);
  // One that a block has made void is theirs again by the new invitation.
  const anew = { invitedById: viewer, invitedAt: sql`clock_timestamp()` };
  const whose = and(eq(invitations.groupId, group.id), eq(invitations.userId, userId));
  const renewed = await tx
    .update(invitations)
    .set(anew)
    .where(whose)
    .returning({ userId: invitations.userId });
  if (renewed.length === 0) {
    if (group.invitationCount >= maxInvitations) {
      return failed(conflict('Too many invitations wait for an answer here.', groupPath));
    }
    await tx.insert(invitations).values({ ...who, ...anew });
    await tx
      .update(groups)
      .set({ invitationCount: sql`${groups.invitationCount} + 1` })
      .where(eq(groups.id, group.id));
  }
  await emit(tx, GroupInvited.create(group.id, { ...who, invitedById: viewer }));
  return done(null);
}
