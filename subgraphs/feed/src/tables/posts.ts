import type { Visibility } from '@ursa/audience';
import { typeId } from '@ursa/database';
import { bigint, boolean, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** What events told of posts: all that decides who may see them, where they stand, and their tags. */
export const posts = schema.table('posts', {
  postId: typeId('post')('post_id').primaryKey(),
  /** Its place in every feed; see domain/item-id.ts. */
  itemId: uuid('item_id').notNull(),
  authorId: typeId('user')('author_id').notNull(),
  groupId: typeId('group')('group_id'),
  visibility: text('visibility').$type<Visibility>().notNull(),
  tags: text('tags').array().notNull(),
  /** Deleted posts keep their row, so that a late event cannot bring them back. */
  isDeleted: boolean('is_deleted').notNull(),
  /** Of the event that wrote the row: an older one must not undo a newer. */
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
});

/** Which posts carry a tag. */
export const tagged = schema.table(
  'tagged',
  {
    tag: text('tag').notNull(),
    itemId: uuid('item_id').notNull(),
    postId: typeId('post')('post_id').notNull(),
  },
  // Tag.posts: one tag's posts, newest first.
  (table) => [primaryKey({ columns: [table.tag, table.itemId] })],
);
