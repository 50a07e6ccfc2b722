import { instant } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { tsvector } from './columns.ts';
import { schema } from './schema.ts';

/** What can be found, as its owner's events last told it. What is gone stays, emptied, so that late events change nothing. */
export const documents = schema.table(
  'documents',
  {
    /** The thing's own id, whatever its type; a tag's is made of its name. */
    id: uuid('id').primaryKey(),
    /** `kinds` of domain/kinds.ts. */
    kind: smallint('kind').notNull(),
    /** Its place in `languages` of domain/languages.ts, from 1. */
    language: smallint('language').notNull(),
    /** The sequence of the event that wrote the row. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    authorId: uuid('author_id'),
    /** The post that decides who may see it: itself, or the one commented on. */
    postId: uuid('post_id'),
    /** A tag's name. */
    name: text('name'),
    /** Its fields' texts, in the order of domain/kinds.ts, as long as the originals but words alone (domain/plain-text.ts). */
    texts: text('texts').array().notNull(),
    vector: tsvector('vector').notNull(),
    /** What it is found by besides words (domain/marks.ts). */
    marks: text('marks').array().notNull(),
    createdAt: instant('created_at'),
    isGone: boolean('is_gone').notNull(),
  },
  // The comments that go with a post.
  (table) => [index('documents_of_post').on(table.postId).where(sql`kind = 3`)],
);
