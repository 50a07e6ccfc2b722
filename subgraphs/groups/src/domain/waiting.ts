import type { Tx } from '@ursa/database';
import type { NewEvent } from '@ursa/events';
import { GroupInvitationClosed, GroupJoinRequestClosed } from '@ursa/events/contracts';
import type { GroupId, UserId } from '@ursa/ids';
import { and, eq, sql } from 'drizzle-orm';
import { groups, invitations, joinRequests } from '../tables/index.ts';

/** Somebody and a group that the caller holds. */
export interface Membership {
  readonly groupId: GroupId;
  readonly userId: UserId;
}

/** Ends somebody's request to join, if there is one. Answers the events to emit. */
export async function closeRequest(
  tx: Tx,
  { groupId, userId }: Membership,
  { accepted, answeredById }: { accepted: boolean; answeredById: UserId | null },
): Promise<NewEvent[]> {
  const closed = await tx
    .delete(joinRequests)
    .where(and(eq(joinRequests.groupId, groupId), eq(joinRequests.userId, userId)))
    .returning({ userId: joinRequests.userId });
  if (closed.length === 0) return [];
  await tx
    .update(groups)
    .set({ requestCount: sql`${groups.requestCount} - 1` })
    .where(eq(groups.id, groupId));
  return [GroupJoinRequestClosed.create(groupId, { groupId, userId, accepted, answeredById })];
}

/** Ends somebody's invitation, if there is one. Answers the events to emit. */
export async function closeInvitation(
  tx: Tx,
  { groupId, userId }: Membership,
  { accepted }: { accepted: boolean },
): Promise<NewEvent[]> {
  const closed = await tx
    .delete(invitations)
    .where(and(eq(invitations.groupId, groupId), eq(invitations.userId, userId)))
    .returning({ userId: invitations.userId });
  if (closed.length === 0) return [];
  await tx
    .update(groups)
    .set({ invitationCount: sql`${groups.invitationCount} - 1` })
    .where(eq(groups.id, groupId));
  return [GroupInvitationClosed.create(groupId, { groupId, userId, accepted })];
}
