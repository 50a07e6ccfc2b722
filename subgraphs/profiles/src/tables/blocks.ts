import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { check, index, primaryKey } from 'drizzle-orm/pg-core';
import { profiles } from './profiles.ts';
import { schema } from './schema.ts';

/** Who blocks whom; it hides both from each other. */
export const blocks = schema.table(
  'blocks',
  {
    blockerId: typeId('user')('blocker_id')
      .notNull()
      .references(() => profiles.userId),
    blockedId: typeId('user')('blocked_id')
      .notNull()
      .references(() => profiles.userId),
    blockedAt: instant('blocked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.blockerId, table.blockedId] }),
    check('blocks_others', sql`${table.blockerId} <> ${table.blockedId}`),
    index('blocks_to').on(table.blockedId, table.blockerId),
    index('blocks_page').on(table.blockerId, table.blockedAt, table.blockedId),
  ],
);
