import { instant } from '@ursa/database';
import { index } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';
import { subjectUuid } from './subject-id.ts';

/** Things that are gone, and whose reactions are to go: a post with everything under it, or a comment. */
export const sweeps = schema.table(
  'sweeps',
  {
    subjectId: subjectUuid('subject_id').primaryKey(),
    /** When to look again: a reaction that was under way at the deletion may commit after it. */
    nextAt: instant('next_at').notNull(),
    /** From then on nothing can come any more. */
    untilAt: instant('until_at').notNull(),
  },
  (table) => [index('sweeps_due').on(table.nextAt)],
);
