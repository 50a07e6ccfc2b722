import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, invalid } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { invitations } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { dropMember, findMember } from './members.ts';
import { can, outranks } from './permissions.ts';
import { noSuchMember } from './set-group-role.ts';
import { closeInvitation } from './waiting.ts';

/** Takes a member out of a group that the caller holds, or takes the invitation of somebody back. */
export async function removeMember(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  userId: UserId,
): Promise<Outcome<null>> {
  if (userId === viewer) return failed(invalid(['userId'], 'Leave the group instead.'));
  const who = { groupId: group.id, userId };
  const mayRemove = can(group.viewerRole, 'removeMembers');
  const whose = and(eq(invitations.groupId, group.id), eq(invitations.userId, userId));
  const [invitation] = await tx.select().from(invitations).where(whose);
  const mine = group.viewerRole !== null && invitation?.invitedById === viewer;
  if (!mayRemove && !mine) {
    return failed(forbidden('Only moderators, admins and owners remove members.', groupPath));
  }
  if (invitation) {
    await emitAll(tx, await closeInvitation(tx, who, { accepted: false }));
    return done(null);
  }
  const member = await findMember(tx, who);
  if (!member) return failed(noSuchMember);
  if (!outranks(group.viewerRole, member.role)) {
    return failed(forbidden('A member whose role is not below yours is not yours to remove.', ['userId']));
  }
  await emitAll(tx, await dropMember(tx, who, { banned: false }));
  return done(null);
}
