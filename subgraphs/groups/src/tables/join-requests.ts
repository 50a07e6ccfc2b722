import { instant, typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { groups } from './groups.ts';
import { schema } from './schema.ts';

/** Who asked to join a group and has no answer yet. */
export const joinRequests = schema.table(
  'join_requests',
  {
    groupId: typeId('group')('group_id')
      .notNull()
      .references(() => groups.id),
    userId: typeId('user')('user_id').notNull(),
    requestedAt: instant('requested_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.userId] }),
    // Group.joinRequests.
    index('join_requests_page').on(table.groupId, table.requestedAt, table.userId),
  ],
);

export type JoinRequestRow = typeof joinRequests.$inferSelect;
