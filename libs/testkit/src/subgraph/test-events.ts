import type { Database } from '@ursa/database';
import type { EventEnvelope, NewEvent } from '@ursa/events';
import { createInbox } from '@ursa/outbox';
import type { AnySubgraph } from '@ursa/subgraph-kit';
import type { Log } from '@ursa/telemetry';
import { sql } from 'drizzle-orm';

/** Hands events to a subgraph's consumers, numbered per aggregate as their owner's outbox would. */
export function receiver({ consumes = [] }: AnySubgraph, database: Database, log: Log) {
  const inbox = createInbox({ database, consumes, log });
  const sequences = new Map<string, number>();
  return async (...events: readonly NewEvent[]): Promise<void> => {
    for (const event of events) {
      const sequence = (sequences.get(event.aggregate) ?? 0) + 1;
      sequences.set(event.aggregate, sequence);
      const { consumers: _, liveId: __, ...envelope } = event;
      const outcome = await inbox.handle({ ...envelope, sequence }, { redelivered: false });
      if (outcome === 'handled' || outcome === 'duplicate') continue;
      throw new Error(`${event.type} did not take effect: ${JSON.stringify(outcome)}`);
    }
  };
}

type OutboxRow = Omit<EventEnvelope, 'occurredAt' | 'sequence'> & { occurred_at: string; sequence: string };

/** What stands in the outbox, published or not. */
export async function emittedEvents({ db }: Database): Promise<EventEnvelope[]> {
  const { rows } = await db.execute<OutboxRow & Record<string, unknown>>(
    sql`select id, type, version, owner, aggregate, sequence, payload, occurred_at from outbox order by position`,
  );
  return rows.map(({ occurred_at, sequence, ...row }) => ({
    ...row,
    sequence: Number(sequence),
    occurredAt: new Date(occurred_at).toISOString(),
  }));
}
