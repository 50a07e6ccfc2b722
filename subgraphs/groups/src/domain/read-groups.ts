import { notBlocked } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { bans, groupMembers, groups, invitations, joinRequests } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';

/** Groups with all that lies between each and the viewer, hidden ones too: one statement. */
export function readGroups(tx: Tx, viewer: UserId | null, where: SQL): Promise<GroupView[]> {
  const me = sql`${viewer && toUuid(viewer)}::uuid`;
  const mine = (table: typeof bans | typeof invitations | typeof joinRequests) =>
    sql`select 1 from ${table} where ${table.groupId} = ${groups.id} and ${table.userId} = ${me}`;
  return tx
    .select({
      ...getTableColumns(groups),
      viewerRole: groupMembers.role,
      viewerHasRequestedToJoin: sql<boolean>`exists (${mine(joinRequests)})`,
      viewerIsInvited: sql<boolean>`exists (
        ${mine(invitations)} and ${notBlocked(viewer, invitations.invitedById)}
      )`,
      viewerIsBanned: sql<boolean>`exists (${mine(bans)})`,
    })
    .from(groups)
    .leftJoin(groupMembers, and(eq(groupMembers.groupId, groups.id), eq(groupMembers.userId, me)))
    .where(where);
}
