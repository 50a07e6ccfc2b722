import { typeId } from '@ursa/database';
import { integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** How many posts each group has: the `totalCount` of `Group.posts` without counting rows. */
export const groupCounts = schema.table('group_counts', {
  groupId: typeId('group')('group_id').primaryKey(),
  posts: integer('posts').notNull(),
});
