import { notBlocked } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import { GroupJoinRequested } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { groupMembers, groups, joinRequests } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { rolesThatMay } from './permissions.ts';

/** Most people who are told of a request. */
const maxTold = 100;

/** Asks to join a group that the caller holds. */
export async function requestToJoin(tx: Tx, viewer: UserId, { id: groupId }: GroupView): Promise<void> {
  await tx.insert(joinRequests).values({ groupId, userId: viewer, requestedAt: sql`clock_timestamp()` });
  await tx
    .update(groups)
    .set({ requestCount: sql`${groups.requestCount} + 1` })
    .where(eq(groups.id, groupId));
  const moderatorIds = await thoseWhoAnswer(tx, viewer, groupId);
  await emit(tx, GroupJoinRequested.create(groupId, { groupId, userId: viewer, moderatorIds }));
}

/** Who may answer, the owners first, without those hidden from whoever asks. */
async function thoseWhoAnswer(tx: Tx, viewer: UserId, groupId: GroupView['id']): Promise<UserId[]> {
  const rows = await tx
    .select({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        inArray(groupMembers.role, [...rolesThatMay('answerRequests')]),
        notBlocked(viewer, groupMembers.userId),
      ),
    )
    .orderBy(desc(sql`${groupMembers.role} = 'OWNER'`), asc(groupMembers.joinedAt))
    .limit(maxTold);
  return rows.map((row) => row.userId);
}
