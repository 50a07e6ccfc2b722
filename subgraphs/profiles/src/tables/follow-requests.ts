import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { check, index, primaryKey } from 'drizzle-orm/pg-core';
import { profiles } from './profiles.ts';
import { schema } from './schema.ts';

/** Who asked to follow a private account and has no answer yet. */
export const followRequests = schema.table(
  'follow_requests',
  {
    followerId: typeId('user')('follower_id')
      .notNull()
      .references(() => profiles.userId),
    followedId: typeId('user')('followed_id')
      .notNull()
      .references(() => profiles.userId),
    requestedAt: instant('requested_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.followedId] }),
    check('follow_requests_others', sql`${table.followerId} <> ${table.followedId}`),
    index('follow_requests_page').on(table.followedId, table.requestedAt, table.followerId),
  ],
);
