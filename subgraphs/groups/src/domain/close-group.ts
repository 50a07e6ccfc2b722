import type { Tx } from '@ursa/database';
import { GroupChanged, GroupInvitationClosed, GroupJoinRequestClosed } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import { bans, groups, invitations, joinRequests, pinnedPosts } from '../tables/index.ts';
import { groupState } from './group-state.ts';
import type { GroupView } from './group-view.ts';
import { dropMember } from './members.ts';

/**
 * Ends a group that the caller holds with its last member. What stays, here and with those who keep groups, is a
 * secret group without members: it exists for nobody, and its handle is free. How much waits in a group is bounded, so
 * this is too.
 */
export async function closeGroup(tx: Tx, last: UserId, group: GroupView): Promise<void> {
  const { id: groupId } = group;
  const requests = await tx
    .delete(joinRequests)
    .where(eq(joinRequests.groupId, groupId))
    .returning({ userId: joinRequests.userId });
  const invited = await tx
    .delete(invitations)
    .where(eq(invitations.groupId, groupId))
    .returning({ userId: invitations.userId });
  await tx.delete(bans).where(eq(bans.groupId, groupId));
  await tx.delete(pinnedPosts).where(eq(pinnedPosts.groupId, groupId));
  const left = await dropMember(tx, { groupId, userId: last }, { banned: false });
  const nothing = { description: '', rules: '', avatarMediaId: null, privacy: 'SECRET' } as const;
  await tx
    .update(groups)
    .set({ ...nothing, requestCount: 0, invitationCount: 0 })
    .where(eq(groups.id, groupId));
  const unanswered = { groupId, accepted: false };
  await emitAll(tx, [
    ...requests.map(({ userId }) =>
      GroupJoinRequestClosed.create(groupId, { ...unanswered, userId, answeredById: null }),
    ),
    ...invited.map(({ userId }) => GroupInvitationClosed.create(groupId, { ...unanswered, userId })),
    GroupChanged.create(groupId, groupState({ ...group, ...nothing })),
    ...left,
  ]);
}
