import { typeId } from '@ursa/database';
import { bigint, boolean, primaryKey } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Who mutes whom, as profiles told in events; the row of a lifted mute stays, so that a late event changes nothing. */
export const mutes = schema.table(
  'mutes',
  {
    muterId: typeId('user')('muter_id').notNull(),
    mutedId: typeId('user')('muted_id').notNull(),
    holds: boolean('holds').notNull(),
    /** Of the event that wrote the row. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.muterId, table.mutedId] })],
);
