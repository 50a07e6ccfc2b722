import { typeId } from '@ursa/database';
import { UserMuted, UserUnmuted } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import type { EventConsumer, Rebuild } from '@ursa/outbox';
import { consumer } from '@ursa/outbox';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { PgSchema } from 'drizzle-orm/pg-core';
import { bigint, boolean, primaryKey } from 'drizzle-orm/pg-core';
import { viewerUuid } from './not-blocked.ts';
import { keepMute } from './projection.ts';

/**
 * Who mutes whom, as profiles told in events; the row of a lifted mute stays, so that a late event changes nothing.
 * A mute hides nothing: it says what somebody does not want to be shown or told of unasked.
 */
export function muteTable<const Name extends string>(schema: PgSchema<Name>) {
  return schema.table(
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
}

/** What keeps the mutes; a subgraph with `muteTable` spreads them into its `consumes`. */
export const muteConsumers: readonly EventConsumer[] = [
  consumer(UserMuted, ({ payload, sequence }, { tx }) => keepMute(tx, payload, { holds: true, sequence })),
  consumer(UserUnmuted, ({ payload, sequence }, { tx }) => keepMute(tx, payload, { holds: false, sequence })),
];

/** How the mutes are rebuilt. */
export const muteRebuild: Pick<Rebuild, 'takes' | 'tables'> = {
  takes: muteConsumers,
  tables: [{ name: 'mutes' }],
};

/** A condition: the viewer mutes none of the people in these columns. */
export function notMuted(viewer: UserId | null, columns: readonly SQL[]): SQL {
  if (viewer === null) return sql`true`;
  return sql`not exists (
    select 1 from mutes where muter_id = ${viewerUuid(viewer)} and muted_id in (${sql.join([...columns], sql`, `)}) and holds
  )`;
}
