import { text, timestamp } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Leaky buckets, shared by all processes. */
export const throttles = schema.table('throttles', {
  /** What is counted, and a hash of for whom. */
  bucket: text('bucket').primaryKey(),
  /** When the bucket will have drained. */
  emptyAt: timestamp('empty_at', { withTimezone: true }).notNull(),
});
