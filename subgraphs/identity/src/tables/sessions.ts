import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { index, integer, text } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { schema } from './schema.ts';

/** Log-ins, one per device. A session is its family of refresh tokens: one copied ends all. */
export const sessions = schema.table(
  'sessions',
  {
    id: typeId('session')('id').primaryKey(),
    accountId: typeId('user')('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** How often its refresh token was exchanged. Only a token of this generation is good. */
    generation: integer('generation').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    /** When it was opened or last exchanged: the start of its generation. */
    lastUsedAt: instant('last_used_at').notNull(),
    /** When it ends unless it is refreshed before. Never later than `lastsUntil`. */
    expiresAt: instant('expires_at').notNull(),
    /** When it ends however often it is refreshed. */
    lastsUntil: instant('lasts_until').notNull(),
    endedAt: instant('ended_at'),
    endedBecause: text('ended_because').$type<EndReason>(),
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [
    // Viewer.sessions: the open ones of an account, newest first.
    index('sessions_open').on(table.accountId, table.id).where(sql`${table.endedAt} is null`),
    index('sessions_by_expiry').on(table.expiresAt),
  ],
);

export type EndReason = 'logged-out' | 'revoked' | 'token-reused';

/** What the API calls a session. */
export type SessionRow = typeof sessions.$inferSelect;
