import { typeId } from '@ursa/database';
import { boolean, integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** The comments under one post, counted. Its row is the lock under which a thread changes. */
export const threads = schema.table('threads', {
  postId: typeId('post')('post_id').primaryKey(),
  /** Comments and replies that are not deleted. */
  commentCount: integer('comment_count').notNull(),
  /** Entries of Post.comments, hollows included. */
  topLevelCount: integer('top_level_count').notNull(),
  /** The post is gone: nothing more is added. */
  isClosed: boolean('is_closed').notNull(),
  /** Who may say so ended it: nothing is added until it is opened again. */
  isLocked: boolean('is_locked').notNull().default(false),
});
