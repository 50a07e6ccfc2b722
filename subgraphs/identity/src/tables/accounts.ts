import { instant, typeId } from '@ursa/database';
import { text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Who may log in. The id is the id of the account's user as well. */
export const accounts = schema.table('accounts', {
  id: typeId('user')('id').primaryKey(),
  /** Normalised, so that uniqueness ignores case. */
  email: text('email').notNull().unique('accounts_email'),
  /** As given at sign-up; profiles owns it from then on. */
  displayName: text('display_name').notNull(),
  /** PHC string of argon2id: carries its own parameters and salt. */
  passwordHash: text('password_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export type AccountRow = typeof accounts.$inferSelect;
