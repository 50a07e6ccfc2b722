import type { Db, Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { AnyEventContract, EventEnvelope, NewEvent } from '@ursa/events';

/** A part of what an owner holds, told as the events that would lead there. */
export interface Snapshot {
  /** The events it is told in. */
  readonly tells: readonly AnyEventContract[];
  /** All of it, a bounded batch at a time, each true at one moment. */
  read(db: Db): AsyncIterable<readonly EventEnvelope[]>;
}

export interface SnapshotOf<Row> {
  readonly tells: readonly AnyEventContract[];
  /** The next rows in the order of their key, after `last`, or the first. */
  readonly page: (tx: Tx, last: Row | undefined, limit: number) => Promise<readonly Row[]>;
  /** The event that tells of a row, as if it had come to be now; whoever keeps it already changes nothing. */
  readonly event: (row: Row) => NewEvent;
}

/** Most rows of a batch. */
export const snapshotBatch = 500;

const versions = statement<{ aggregate: string; sequence: string }>(
  'snapshot-versions',
  'select aggregate, sequence from aggregates where aggregate = any($1::text[])',
);

/**
 * Declares how an owner tells what it holds, for subgraphs that keep something of it and lost it. Each event carries
 * its aggregate's current version, read at the same moment as the row: what has happened since has a later one.
 */
export function snapshot<Row>({ tells, page, event }: SnapshotOf<Row>): Snapshot {
  return {
    tells,
    async *read(db) {
      let last: Row | undefined;
      for (;;) {
        const { rows, events } = await db.transaction(
          async (tx) => {
            const found = await page(tx, last, snapshotBatch);
            return { rows: found, events: await numbered(tx, found.map(event)) };
          },
          { isolationLevel: 'repeatable read', accessMode: 'read only' },
        );
        if (events.length > 0) yield events;
        if (rows.length < snapshotBatch) return;
        last = rows.at(-1);
      }
    },
  };
}

async function numbered(tx: Tx, events: readonly NewEvent[]): Promise<EventEnvelope[]> {
  const rows = await versions(tx, [...new Set(events.map(({ aggregate }) => aggregate))]);
  const current = new Map(rows.map(({ aggregate, sequence }) => [aggregate, Number(sequence)]));
  return events.map(({ consumers: _, liveId: __, ...event }) => ({
    ...event,
    // What never emitted an event is older than whatever comes.
    sequence: current.get(event.aggregate) ?? 1,
  }));
}
