import { instant, typeId } from '@ursa/database';
import type { StoredEntity } from '@ursa/text';
import { bigint, index, integer, jsonb, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Comments and replies. A deleted one stays, emptied, as long as replies hang on it. */
export const comments = schema.table(
  'comments',
  {
    id: typeId('comment')('id').primaryKey(),
    postId: typeId('post')('post_id').notNull(),
    parentId: typeId('comment')('parent_id'),
    authorId: typeId('user')('author_id').notNull(),
    depth: smallint('depth').notNull(),
    body: text('body').notNull(),
    entities: jsonb('entities').$type<StoredEntity[]>().notNull(),
    /** The thread's sequence when it was added: the order of every list, and where live clients resume. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    /** Replies that are not deleted. */
    replyCount: integer('reply_count').notNull(),
    /** Replies that stand, hollows included. */
    childCount: integer('child_count').notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    deletedAt: instant('deleted_at'),
  },
  (table) => [
    // Post.comments, in both orders: a post's comments have no parent.
    index('comments_by_parent').on(table.postId, table.parentId, table.sequence),
    // Comment.replies, in both orders.
    index('replies_by_parent').on(table.parentId, table.sequence),
    // commentAdded: what was added after a cursor.
    uniqueIndex('comments_by_sequence').on(table.postId, table.sequence),
    // Counts without the people hidden from the viewer: of a thread, and of the answers to a comment.
    index('comments_by_author').on(table.postId, table.authorId),
    index('replies_by_author').on(table.parentId, table.authorId),
  ],
);

export type CommentRow = typeof comments.$inferSelect;
