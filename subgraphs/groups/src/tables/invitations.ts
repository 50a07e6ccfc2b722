import { instant, typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { groups } from './groups.ts';
import { schema } from './schema.ts';

/** Who is invited to a group and has not answered yet. */
export const invitations = schema.table(
  'invitations',
  {
    groupId: typeId('group')('group_id')
      .notNull()
      .references(() => groups.id),
    userId: typeId('user')('user_id').notNull(),
    invitedById: typeId('user')('invited_by_id').notNull(),
    invitedAt: instant('invited_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    // Group.invitations.
    index('invitations_page').on(table.groupId, table.invitedAt, table.userId),
    // Viewer.groupInvitations.
    index('received_invitations_page').on(table.userId, table.invitedAt, table.groupId),
  ],
);

export type InvitationRow = typeof invitations.$inferSelect;
