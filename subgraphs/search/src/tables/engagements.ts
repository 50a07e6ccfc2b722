import { bigint, integer, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** What somebody did that makes a thing count for more: a reaction, a comment, a follow, a membership. */
export const engagements = schema.table(
  'engagements',
  {
    subjectId: uuid('subject_id').notNull(),
    /** Who did it, or the comment it is. */
    actorId: uuid('actor_id').notNull(),
    /** 0 once it is taken back; the row stays, so that a late event cannot bring it back. */
    weight: smallint('weight').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.actorId] })],
);

/** The sum of a thing's engagements, kept with them. */
export const popularity = schema.table('popularity', {
  subjectId: uuid('subject_id').primaryKey(),
  total: integer('total').notNull(),
});
