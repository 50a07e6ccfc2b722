import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** One row per person; its id is the account's. */
export const profiles = schema.table(
  'profiles',
  {
    userId: typeId('user')('user_id').primaryKey(),
    /** A copy of the account's, in lower case; identity decides about names. */
    username: text('username').notNull(),
    /** When this row learned of its username: the later of two people with one name has it now. */
    namedAt: instant('named_at').notNull(),
    /** The account's version (sequence of its last event seen); 0 when identity was asked. */
    accountVersion: bigint('account_version', { mode: 'number' }).notNull(),
    displayName: text('display_name').notNull(),
    bio: text('bio'),
    website: text('website'),
    location: text('location'),
    isPrivate: boolean('is_private').notNull().default(false),
    /** Went public, and requests from before still wait to be accepted. */
    settling: boolean('settling').notNull().default(false),
    createdAt: instant('created_at').notNull(),
    /** Rows of `follows` that end here, counted in the transactions that write them. */
    followerCount: integer('follower_count').notNull().default(0),
    /** Rows of `follows` that begin here. */
    followingCount: integer('following_count').notNull().default(0),
  },
  (table) => [
    // Not unique: while a name changes hands, events of two accounts may arrive in either order.
    index('profiles_by_username').on(table.username, table.namedAt),
    index('profiles_settling').on(table.userId).where(sql`settling`),
    check('profiles_counts', sql`${table.followerCount} >= 0 and ${table.followingCount} >= 0`),
  ],
);
