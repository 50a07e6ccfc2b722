import { instant, typeId } from '@ursa/database';
import { boolean, index, uuid } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Who reads their feed. Only those who did lately have a timeline that is pushed to. */
export const readers = schema.table(
  'readers',
  {
    userId: typeId('user')('user_id').primaryKey(),
    /** When they last read it, exact to an hour. */
    lastSeen: instant('last_seen').notNull(),
    /** Since when the timeline is pushed to without a break. */
    activeSince: instant('active_since').notNull(),
    /** When the timeline was last filled with what came before. */
    filledAt: instant('filled_at').notNull(),
    /** When the timeline was last cut down to the cap. */
    trimmedAt: instant('trimmed_at').notNull().defaultNow(),
    /** The item up to which they have read. */
    readUpTo: uuid('read_up_to'),
  },
  // Whose timeline is cut next (domain/trim-timelines.ts).
  (table) => [index('readers_by_trimming').on(table.trimmedAt)],
);

/** Who watches their feed right now. */
export const watchers = schema.table('watchers', {
  userId: typeId('user')('user_id').primaryKey(),
  /** Wants to be told of the next change; the one that tells takes this back, so that a burst tells once. */
  isArmed: boolean('is_armed').notNull(),
  /** A stream renews this; one that broke off is forgotten then. */
  watchesUntil: instant('watches_until').notNull(),
});
