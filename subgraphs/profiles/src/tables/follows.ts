import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { check, index, primaryKey } from 'drizzle-orm/pg-core';
import { profiles } from './profiles.ts';
import { schema } from './schema.ts';

/** Who follows whom. */
export const follows = schema.table(
  'follows',
  {
    followerId: typeId('user')('follower_id')
      .notNull()
      .references(() => profiles.userId),
    followedId: typeId('user')('followed_id')
      .notNull()
      .references(() => profiles.userId),
    followedAt: instant('followed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.followedId] }),
    check('follows_others', sql`${table.followerId} <> ${table.followedId}`),
    index('follows_to').on(table.followedId, table.followerId),
    // The two lists, latest first.
    index('followers_page').on(table.followedId, table.followedAt, table.followerId),
    index('following_page').on(table.followerId, table.followedAt, table.followedId),
  ],
);
