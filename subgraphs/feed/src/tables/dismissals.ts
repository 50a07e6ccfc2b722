import { typeId } from '@ursa/database';
import { index, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** What readers want to see less of: a post, or what a person publishes and reposts. */
export const dismissals = schema.table(
  'dismissals',
  {
    viewerId: typeId('user')('viewer_id').notNull(),
    /** A post or a person. */
    subjectId: uuid('subject_id').notNull(),
    /** 'infinity' for a post. */
    until: timestamp('until', { withTimezone: true, mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.viewerId, table.subjectId] }),
    // Clearing away.
    index('dismissals_by_end').on(table.until),
  ],
);
