import { instant, typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { groups } from './groups.ts';
import { schema } from './schema.ts';

/** Whom a group keeps out. */
export const bans = schema.table(
  'bans',
  {
    groupId: typeId('group')('group_id')
      .notNull()
      .references(() => groups.id),
    userId: typeId('user')('user_id').notNull(),
    bannedById: typeId('user')('banned_by_id').notNull(),
    bannedAt: instant('banned_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    // Group.bans.
    index('bans_page').on(table.groupId, table.bannedAt, table.userId),
  ],
);

export type BanRow = typeof bans.$inferSelect;
