import { instant, typeId } from '@ursa/database';
import { bigint, boolean, index, integer, primaryKey } from 'drizzle-orm/pg-core';
import { kind } from './notifications.ts';
import { schema } from './schema.ts';

/** By which channels somebody wants to be told of a kind; kinds without a row are as everybody's are at first. */
export const preferences = schema.table(
  'preferences',
  {
    userId: typeId('user')('user_id').notNull(),
    kind: kind('kind').notNull(),
    inApp: boolean('in_app').notNull(),
    push: boolean('push').notNull(),
    mail: boolean('mail').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.kind] })],
);

/** Those who want mail, and when they get the next. */
export const digests = schema.table(
  'digests',
  {
    userId: typeId('user')('user_id').primaryKey(),
    dueAt: instant('due_at').notNull(),
    /** Up to where the last one told; of the recipient's sequence. */
    toldUpTo: bigint('told_up_to', { mode: 'number' }).notNull(),
    /** Attempts of the one that is due. */
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [index('digests_due').on(table.dueAt)],
);
