import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { check, index, primaryKey } from 'drizzle-orm/pg-core';
import { profiles } from './profiles.ts';
import { schema } from './schema.ts';

/** Who wants no notifications from whom. */
export const mutes = schema.table(
  'mutes',
  {
    muterId: typeId('user')('muter_id')
      .notNull()
      .references(() => profiles.userId),
    mutedId: typeId('user')('muted_id')
      .notNull()
      .references(() => profiles.userId),
    mutedAt: instant('muted_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.muterId, table.mutedId] }),
    check('mutes_others', sql`${table.muterId} <> ${table.mutedId}`),
    index('mutes_page').on(table.muterId, table.mutedAt, table.mutedId),
  ],
);
