import { instant, typeId } from '@ursa/database';
import type { StoredEntity } from '@ursa/text';
import { index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

export const visibility = schema.enum('visibility', ['PUBLIC', 'FOLLOWERS', 'PRIVATE']);

/** Posts. A deleted one leaves nothing behind. */
export const posts = schema.table(
  'posts',
  {
    id: typeId('post')('id').primaryKey(),
    authorId: typeId('user')('author_id').notNull(),
    visibility: visibility('visibility').notNull(),
    body: text('body').notNull(),
    entities: jsonb('entities').$type<StoredEntity[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    editedAt: instant('edited_at'),
    revisionCount: integer('revision_count').notNull(),
  },
  (table) => [
    // User.posts: a person's posts of one audience, newest first (loaders/posts-by-author.ts).
    index('posts_by_author').on(table.authorId, table.visibility, table.id),
  ],
);

export type Visibility = (typeof visibility.enumValues)[number];

/** What the API calls a post. */
export type PostRow = typeof posts.$inferSelect;
