import { typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** People and groups whose posts somebody gets, and how many do. */
export const sources = schema.table('sources', {
  /** A person or a group. */
  sourceId: uuid('source_id').primaryKey(),
  subscribers: integer('subscribers').notNull(),
  /** It once had more subscribers than are pushed to: since then readers look here for what it brings. */
  isLarge: boolean('is_large').notNull(),
});

/** Who gets what: followers of people, members of groups. An ended one stays, so that a late event changes nothing. */
export const subscribers = schema.table(
  'subscribers',
  {
    sourceId: uuid('source_id').notNull(),
    subscriberId: typeId('user')('subscriber_id').notNull(),
    holds: boolean('holds').notNull(),
    /** As in `sources`: kept here too, so that a reader finds the large ones without looking at the others. */
    isLarge: boolean('is_large').notNull(),
    /** Of the event that wrote the row. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  (table) => [
    // Also the way to everybody a post is pushed to, in batches.
    primaryKey({ columns: [table.sourceId, table.subscriberId] }),
    // The large sources of a reader.
    index('subscribers_of_large')
      .on(table.subscriberId, table.sourceId)
      .where(sql`${table.holds} and ${table.isLarge}`),
    // The other sources of a reader whose timeline is filled.
    index('subscribers_of_small')
      .on(table.subscriberId, table.sourceId)
      .where(sql`${table.holds} and not ${table.isLarge}`),
  ],
);
