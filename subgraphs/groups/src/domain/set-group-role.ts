import type { Tx } from '@ursa/database';
import { GroupRoleChanged } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Failure, Outcome } from '@ursa/outcome';
import { conflict, done, failed, forbidden, notFound } from '@ursa/outcome';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { changeRole, findMember, hasOtherOwner } from './members.ts';
import type { GroupRole } from './permissions.ts';
import { can, outranks } from './permissions.ts';

/** Nobody of this id belongs to the group, as far as the viewer may know. */
export const noSuchMember = notFound('member', ['userId']);

/** Gives a member of a group that the caller holds another role. The role that is so already leaves no trace. */
export async function setGroupRole(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  { userId, role }: { userId: UserId; role: GroupRole },
): Promise<Outcome<null>> {
  const self = userId === viewer;
  if (!self && !can(group.viewerRole, 'setRoles')) {
    return failed(forbidden('Only admins and owners give roles.', groupPath));
  }
  const who = { groupId: group.id, userId };
  const member = await findMember(tx, who);
  if (!member) return failed(noSuchMember);
  if (member.role === role) return done(null);
  const refusal = refusalOf(group.viewerRole, member.role, role, { self });
  if (refusal) return failed(refusal);
  if (member.role === 'OWNER' && !(await hasOtherOwner(tx, who))) {
    return failed(conflict('A group needs an owner: make somebody else one first.', ['role']));
  }
  await changeRole(tx, who, role);
  await emit(tx, GroupRoleChanged.create(group.id, { ...who, role, changedById: viewer }));
  return done(null);
}

/** Why somebody of `mine` may not make a `theirs` a `wanted`. Everybody may step down; owners may make equals. */
function refusalOf(
  mine: GroupRole | null,
  theirs: GroupRole,
  wanted: GroupRole,
  { self }: { self: boolean },
): Failure | undefined {
  if (!self && !outranks(mine, theirs)) {
    return forbidden('The role of a member who is not below you is not yours to change.', ['userId']);
  }
  if (mine !== 'OWNER' && !outranks(mine, wanted)) {
    return forbidden('You can give roles below your own only.', ['role']);
  }
  return undefined;
}
