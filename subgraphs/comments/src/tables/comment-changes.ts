import { typeId } from '@ursa/database';
import { bigint, boolean, index, primaryKey } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** The last change of each comment that was edited or deleted: where `commentChanged` resumes. Goes with its post. */
export const commentChanges = schema.table(
  'comment_changes',
  {
    postId: typeId('post')('post_id').notNull(),
    commentId: typeId('comment')('comment_id').notNull(),
    authorId: typeId('user')('author_id').notNull(),
    /** Nothing is left of it, not even a hollow. */
    isGone: boolean('is_gone').notNull(),
    /** The thread's sequence when it changed. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.commentId] }),
    // commentChanged: what changed after a cursor.
    index('comment_changes_by_sequence').on(table.postId, table.sequence),
  ],
);
