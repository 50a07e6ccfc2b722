import type { Tx } from '@ursa/database';
import {
  GroupChanged,
  GroupInvitationClosed,
  GroupJoinRequestClosed,
  GroupMemberLeft,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { eq } from 'drizzle-orm';
import { groups, invitations, joinRequests } from '../tables/index.ts';
import { groupState } from './group-state.ts';
import type { GroupView } from './group-view.ts';

/**
 * Ends a group that the caller holds with its last member. To others it becomes a secret group without members, which
 * nobody may read and which exists for nobody. How much waits in a group is bounded, so this is too.
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
  await tx.delete(groups).where(eq(groups.id, groupId));
  const unanswered = { groupId, accepted: false };
  await emitAll(tx, [
    ...requests.map(({ userId }) =>
      GroupJoinRequestClosed.create(groupId, { ...unanswered, userId, answeredById: null }),
    ),
    ...invited.map(({ userId }) => GroupInvitationClosed.create(groupId, { ...unanswered, userId })),
    GroupChanged.create(groupId, groupState({ ...group, privacy: 'SECRET' })),
    GroupMemberLeft.create(groupId, { groupId, userId: last, banned: false }),
  ]);
}
