import type { Tx } from '@ursa/database';
import type { NewEvent } from '@ursa/events';
import { GroupMemberJoined, GroupMemberLeft } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { and, eq, ne, sql } from 'drizzle-orm';
import type { MemberRow } from '../tables/index.ts';
import { groupMembers, groups } from '../tables/index.ts';
import type { GroupRole } from './permissions.ts';
import type { Membership } from './waiting.ts';
import { closeInvitation, closeRequest } from './waiting.ts';

/** Somebody's membership in a group that the caller holds. */
export async function findMember(tx: Tx, { groupId, userId }: Membership): Promise<MemberRow | undefined> {
  const [member] = await tx.select().from(groupMembers).where(whose({ groupId, userId }));
  return member;
}

/**
 * Makes somebody a member of a group that the caller holds; what waited for it is settled. Answers the events to emit.
 * @param answeredById who accepted the request to join, if somebody did
 */
export async function addMember(
  tx: Tx,
  membership: Membership,
  answeredById: UserId | null = null,
): Promise<NewEvent[]> {
  const { groupId, userId } = membership;
  const settled = [
    ...(await closeRequest(tx, membership, { accepted: true, answeredById })),
    ...(await closeInvitation(tx, membership, { accepted: true })),
  ];
  // The clock of now, not of the transaction's begin: whoever waited for the group came in later.
  await tx.insert(groupMembers).values({ ...membership, role: 'MEMBER', joinedAt: sql`clock_timestamp()` });
  await count(tx, membership, 1);
  return [...settled, GroupMemberJoined.create(groupId, { groupId, userId, role: 'MEMBER' })];
}

/** Takes a member out of a group that the caller holds. Answers the events to emit. */
export async function dropMember(
  tx: Tx,
  membership: Membership,
  { banned }: { banned: boolean },
): Promise<NewEvent[]> {
  const { groupId, userId } = membership;
  await tx.delete(groupMembers).where(whose(membership));
  await count(tx, membership, -1);
  return [GroupMemberLeft.create(groupId, { groupId, userId, banned })];
}

/** Gives a member of a group that the caller holds another role. */
export async function changeRole(tx: Tx, membership: Membership, role: GroupRole): Promise<void> {
  await tx.update(groupMembers).set({ role }).where(whose(membership));
}

/** Whether a group that the caller holds has an owner besides this one. */
export async function hasOtherOwner(tx: Tx, { groupId, userId }: Membership): Promise<boolean> {
  const others = await tx
    .select({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(
      and(eq(groupMembers.groupId, groupId), eq(groupMembers.role, 'OWNER'), ne(groupMembers.userId, userId)),
    )
    .limit(1);
  return others.length > 0;
}

const whose = ({ groupId, userId }: Membership) =>
  and(eq(groupMembers.groupId, groupId), eq(groupMembers.userId, userId));

async function count(tx: Tx, { groupId }: Membership, by: 1 | -1): Promise<void> {
  await tx
    .update(groups)
    .set({ memberCount: sql`${groups.memberCount} + ${by}` })
    .where(eq(groups.id, groupId));
}
