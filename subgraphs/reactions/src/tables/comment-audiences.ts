import { typeId } from '@ursa/database';
import { bigint, boolean, index } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** What comments told of comments: whose they are, and the post that decides with whom they are shared. */
export const commentAudiences = schema.table(
  'comment_audiences',
  {
    commentId: typeId('comment')('comment_id').primaryKey(),
    postId: typeId('post')('post_id').notNull(),
    authorId: typeId('user')('author_id').notNull(),
    /** Deleted comments keep their row as long as their post, so that a late event cannot bring them back. */
    isDeleted: boolean('is_deleted').notNull(),
    /** Of the event that wrote the row: an older one must not undo a newer. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  // Sweeping up after a post.
  (table) => [index('comment_audiences_by_post').on(table.postId)],
);
