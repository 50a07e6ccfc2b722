import { integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/**
 * The settings that consumers and requests must agree on, over all processes: one row, written at the start. They lie
 * beside what they are about, where every statement can see them.
 */
export const settings = schema.table('settings', {
  id: integer('id').primaryKey(),
  fanoutMaxFollowers: integer('fanout_max_followers').notNull(),
  fanoutBatch: integer('fanout_batch').notNull(),
  timelineCap: integer('timeline_cap').notNull(),
  activeDays: integer('active_days').notNull(),
});
