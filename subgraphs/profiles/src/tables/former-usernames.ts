import { instant, typeId } from '@ursa/database';
import { index, primaryKey, text } from 'drizzle-orm/pg-core';
import { profiles } from './profiles.ts';
import { schema } from './schema.ts';

/** Names given up, which point on for a while. */
export const formerUsernames = schema.table(
  'former_usernames',
  {
    username: text('username').notNull(),
    userId: typeId('user')('user_id')
      .notNull()
      .references(() => profiles.userId, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.username, table.userId] }),
    index('former_usernames_by_user').on(table.userId),
    index('former_usernames_by_expiry').on(table.expiresAt),
  ],
);
