import { instant, typeId } from '@ursa/database';
import { index, primaryKey } from 'drizzle-orm/pg-core';
import { posts } from './posts.ts';
import { schema } from './schema.ts';

/** What people keep for themselves. */
export const bookmarks = schema.table(
  'bookmarks',
  {
    userId: typeId('user')('user_id').notNull(),
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.postId] }),
    // Viewer.bookmarks: the latest first (loaders/bookmarks-of-viewer.ts).
    index('bookmarks_by_user').on(table.userId, table.createdAt, table.postId),
    // A deleted post takes its bookmarks along.
    index('bookmarks_by_post').on(table.postId),
  ],
);

export type BookmarkRow = typeof bookmarks.$inferSelect;
