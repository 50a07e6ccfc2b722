import { primaryKey, smallint, uuid } from 'drizzle-orm/pg-core';
import { bytewiseText } from './columns.ts';
import { schema } from './schema.ts';

/**
 * Which documents hold which word or mark. Ids are time-ordered, so the end of a word's range holds the newest: a
 * bounded number is read from there however many there are, which no index on `documents.vector` can do.
 */
export const postings = schema.table(
  'postings',
  {
    kind: smallint('kind').notNull(),
    lexeme: bytewiseText('lexeme').notNull(),
    id: uuid('id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.lexeme, table.id] })],
);
