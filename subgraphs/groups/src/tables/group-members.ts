import { instant, typeId } from '@ursa/database';
import { index, primaryKey, text } from 'drizzle-orm/pg-core';
import type { GroupRole } from '../domain/permissions.ts';
import { groups } from './groups.ts';
import { schema } from './schema.ts';

/** Who belongs to which group. */
export const groupMembers = schema.table(
  'group_members',
  {
    groupId: typeId('group')('group_id')
      .notNull()
      .references(() => groups.id),
    userId: typeId('user')('user_id').notNull(),
    role: text('role').$type<GroupRole>().notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    // Group.members, of all roles and of one; the latter also finds owners and moderators.
    index('members_page').on(table.groupId, table.joinedAt, table.userId),
    index('members_by_role').on(table.groupId, table.role, table.joinedAt, table.userId),
    // User.groups and Viewer.groups.
    index('memberships_page').on(table.userId, table.joinedAt, table.groupId),
  ],
);

export type MemberRow = typeof groupMembers.$inferSelect;
