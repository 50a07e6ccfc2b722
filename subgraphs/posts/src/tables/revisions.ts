import { instant, typeId } from '@ursa/database';
import type { StoredEntity } from '@ursa/text';
import { integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { posts } from './posts.ts';
import { schema } from './schema.ts';

/** The texts that posts had before their edits. Its key serves Post.revisions, newest first. */
export const revisions = schema.table(
  'revisions',
  {
    postId: typeId('post')('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    body: text('body').notNull(),
    entities: jsonb('entities').$type<StoredEntity[]>().notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.postId, table.number] })],
);

export type RevisionRow = typeof revisions.$inferSelect;
