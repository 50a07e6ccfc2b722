import { typeId } from '@ursa/database';
import { integer, primaryKey } from 'drizzle-orm/pg-core';
import { visibility } from './posts.ts';
import { schema } from './schema.ts';

/** How many posts each person has for each audience: `totalCount` without counting rows. */
export const authorCounts = schema.table(
  'author_counts',
  {
    authorId: typeId('user')('author_id').notNull(),
    visibility: visibility('visibility').notNull(),
    posts: integer('posts').notNull(),
  },
  (table) => [primaryKey({ columns: [table.authorId, table.visibility] })],
);
