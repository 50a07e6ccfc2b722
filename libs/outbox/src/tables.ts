import { sql } from 'drizzle-orm';
import type { PgSchema } from 'drizzle-orm/pg-core';
import { bigint, bigserial, index, integer, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

/** The tables of a subgraph that emits or consumes events, in its own schema; its `src/tables/` re-exports them. */
export function outboxTables(schema: PgSchema) {
  /** The version of everything that ever emitted an event; its row lock puts commits of one aggregate in order. */
  const aggregates = schema.table('aggregates', {
    aggregate: text().primaryKey(),
    sequence: bigint({ mode: 'number' }).notNull(),
  });

  const outbox = schema.table(
    'outbox',
    {
      position: bigserial({ mode: 'number' }).primaryKey(),
      id: uuid().notNull().unique(),
      type: text().notNull(),
      version: integer().notNull(),
      owner: text().notNull(),
      aggregate: text().notNull(),
      sequence: bigint({ mode: 'number' }).notNull(),
      payload: jsonb().notNull(),
      occurredAt: moment('occurred_at').notNull(),
      /** What the live message names; null: the event is not announced. */
      liveId: text('live_id'),
      announcedAt: moment('announced_at'),
      /** Everyone it is for. */
      consumers: text().array().notNull(),
      /** Those of them that do not have it yet. */
      waiting: text().array().notNull(),
      /** When the last of them had it. */
      publishedAt: moment('published_at'),
      attempts: integer().notNull().default(0),
      nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
      /** Why the last attempt did not reach everyone. */
      lastError: text('last_error'),
    },
    (table) => [
      index('outbox_unpublished').on(table.position).where(sql`published_at is null`),
      index('outbox_unannounced').on(table.position).where(sql`announced_at is null`),
    ],
  );

  const inbox = schema.table(
    'inbox',
    {
      eventId: uuid('event_id').primaryKey(),
      owner: text().notNull(),
      aggregate: text().notNull(),
      sequence: bigint({ mode: 'number' }).notNull(),
      receivedAt: moment('received_at').notNull().defaultNow(),
      handledAt: moment('handled_at'),
      /** When it was given up on. */
      deadAt: moment('dead_at'),
      attempts: integer().notNull().default(0),
      nextAttemptAt: moment('next_attempt_at').notNull().defaultNow(),
      lastError: text('last_error'),
      /** Kept for those the pump handles and for the dead; null: the broker still has it, or it is handled. */
      envelope: jsonb(),
    },
    (table) => [
      index('inbox_accepted')
        .on(table.receivedAt, table.sequence)
        .where(sql`handled_at is null and dead_at is null and envelope is not null`),
      index('inbox_unhandled')
        .on(table.owner, table.aggregate, table.sequence)
        .where(sql`handled_at is null`),
      index('inbox_dead').on(table.deadAt).where(sql`handled_at is null and dead_at is not null`),
    ],
  );

  return { aggregates, outbox, inbox };
}
