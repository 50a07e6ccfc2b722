import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { index, text } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { schema } from './schema.ts';

/** Every name that points to an account: its current one, and those it gave up within the hold. */
export const usernames = schema.table(
  'usernames',
  {
    username: text('username').primaryKey(),
    accountId: typeId('user')('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Null: the current name. Otherwise the moment from which others may take it. */
    heldUntil: instant('held_until'),
  },
  (table) => [
    // Not unique: within a rename there are two for a moment, under the lock of the account.
    index('usernames_current').on(table.accountId).where(sql`${table.heldUntil} is null`),
  ],
);
