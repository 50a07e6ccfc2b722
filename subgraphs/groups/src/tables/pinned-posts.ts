import { instant, typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { groups } from './groups.ts';
import { schema } from './schema.ts';

/** The posts at the top of a group: at most three. */
export const pinnedPosts = schema.table(
  'pinned_posts',
  {
    groupId: typeId('group')('group_id')
      .notNull()
      .references(() => groups.id),
    postId: typeId('post')('post_id').notNull(),
    pinnedAt: instant('pinned_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.postId] }),
    // A post that is deleted is unpinned.
    index('pinned_posts_by_post').on(table.postId),
  ],
);
