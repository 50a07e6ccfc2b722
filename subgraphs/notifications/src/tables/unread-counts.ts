import { typeId } from '@ursa/database';
import { bigint, boolean, integer } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/**
 * How many unread notifications somebody sees. What adds one adds here; what may hide or show some makes it unknown,
 * and whoever asks next counts anew, up to the cap.
 */
export const unreadCounts = schema.table('unread_counts', {
  recipientId: typeId('user')('recipient_id').primaryKey(),
  /** At the cap: that many or more. Null: unknown. */
  unread: integer('unread'),
  /** Grows with every change: what was counted before one is not kept after it. */
  version: bigint('version', { mode: 'number' }).notNull(),
  /** The epoch it was counted in; in another one it is unknown. */
  epoch: bigint('epoch', { mode: 'number' }).notNull().default(0),
});

/**
 * A number that grows when an account or a group opens or closes. That may hide or show notifications of anybody, and is
 * rare: all counts of before become unknown at once.
 */
export const epochs = schema.table('epochs', {
  /** The one row. */
  only: boolean('only').primaryKey().default(true),
  epoch: bigint('epoch', { mode: 'number' }).notNull(),
});
