import type { Tx } from '@ursa/database';
import { GroupRoleChanged } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, invalid } from '@ursa/outcome';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { changeRole, findMember } from './members.ts';
import { can } from './permissions.ts';
import { noSuchMember } from './set-group-role.ts';

/** Makes another member of a group that the caller holds the owner in the viewer's place, who becomes an admin. */
export async function transferOwnership(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  userId: UserId,
): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'transferOwnership')) {
    return failed(forbidden('Only owners hand a group on.', groupPath));
  }
  if (userId === viewer) return failed(invalid(['userId'], 'You own this group already.'));
  const [heir, former] = [
    { groupId: group.id, userId },
    { groupId: group.id, userId: viewer },
  ];
  const member = await findMember(tx, heir);
  if (!member) return failed(noSuchMember);
  await changeRole(tx, heir, 'OWNER');
  await changeRole(tx, former, 'ADMIN');
  const by = { changedById: viewer };
  await emitAll(tx, [
    ...(member.role === 'OWNER'
      ? []
      : [GroupRoleChanged.create(group.id, { ...heir, role: 'OWNER', ...by })]),
    GroupRoleChanged.create(group.id, { ...former, role: 'ADMIN', ...by }),
  ]);
  return done(null);
}
