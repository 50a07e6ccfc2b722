import type { GroupPrivacy } from '@ursa/audience';
import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { check, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/**
 * Groups. A group's row is the lock under which anything about who belongs to it changes. One without members has
 * ended: it is a secret that nobody shares.
 */
export const groups = schema.table(
  'groups',
  {
    id: typeId('group')('id').primaryKey(),
    /** In lower case. */
    handle: text('handle').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    rules: text('rules').notNull(),
    privacy: text('privacy').$type<GroupPrivacy>().notNull(),
    avatarMediaId: typeId('media')('avatar_media_id'),
    createdAt: instant('created_at').notNull(),
    /** Rows of `group_members`, counted in the transactions that write them; so are the next two. */
    memberCount: integer('member_count').notNull(),
    requestCount: integer('request_count').notNull(),
    invitationCount: integer('invitation_count').notNull(),
  },
  (table) => [
    // The handle of a group that has ended is free.
    uniqueIndex('groups_by_handle').on(table.handle).where(sql`member_count > 0`),
    check(
      'groups_counts',
      sql`${table.memberCount} >= 0 and ${table.requestCount} >= 0 and ${table.invitationCount} >= 0`,
    ),
  ],
);

export type GroupRow = typeof groups.$inferSelect;
