import type { Tx } from '@ursa/database';
import { GroupCreated, GroupMemberJoined } from '@ursa/events/contracts';
import type { GroupId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed } from '@ursa/outcome';
import type { GroupRow } from '../tables/index.ts';
import { groupMembers, groups } from '../tables/index.ts';
import type { WantedFields } from './group-fields.ts';
import { checkFields } from './group-fields.ts';
import { groupState } from './group-state.ts';

/** Another group has this handle. */
export const handleTaken = failed(conflict('This handle is taken.', ['handle']));

/** Founds a group; whoever does owns it. */
export async function createGroup(
  tx: Tx,
  viewer: UserId,
  wanted: WantedFields & { handle: string; name: string },
): Promise<Outcome<GroupId>> {
  const checked = checkFields({ ...wanted, privacy: wanted.privacy ?? 'PUBLIC' });
  if (!checked.ok) return checked;
  const createdAt = new Date();
  const counts = { memberCount: 1, requestCount: 0, invitationCount: 0 };
  const group = {
    description: '',
    rules: '',
    avatarMediaId: null,
    ...checked.value,
    id: newId('group'),
    createdAt,
    ...counts,
  } as GroupRow;
  const created = await tx.insert(groups).values(group).onConflictDoNothing().returning({ id: groups.id });
  if (created.length === 0) return handleTaken;
  const owner = { groupId: group.id, userId: viewer, role: 'OWNER' } as const;
  await tx.insert(groupMembers).values({ ...owner, joinedAt: createdAt });
  await emitAll(tx, [
    GroupCreated.create(group.id, groupState(group)),
    GroupMemberJoined.create(group.id, owner),
  ]);
  return done(group.id);
}
