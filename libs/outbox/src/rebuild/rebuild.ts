import type { Log } from '@ursa/broker';
import { silentLog } from '@ursa/broker';
import type { Database, Db, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import type { EventConsumer } from '../consumer.ts';
import { eachStretch, removeDoubted } from './doubt.ts';
import type { Snapshot } from './snapshot.ts';

/** A table of what is kept from others' events; every row has the `sequence` of the event that wrote it. */
export interface RebuiltTable {
  readonly name: string;
  /** Removes up to `limit` rows whose `sequence` is 0, with all that hangs on them; tells how many. @default deletes them */
  readonly remove?: (tx: Tx, limit: number) => Promise<number>;
}

/** What a subgraph keeps of others, and can be told again. */
export interface Rebuild {
  /** What takes the snapshots: those of its consumers that keep what an event tells, and do nothing else. */
  readonly takes: readonly EventConsumer[];
  readonly tables: readonly RebuiltTable[];
  /** Takes sums back to nothing that are added up from what is told. */
  readonly begin?: (db: Db) => Promise<void>;
  /** Sets right what is computed from these tables. */
  readonly finish?: (db: Db) => Promise<void>;
}

export interface RebuildOptions {
  /** The subgraph's own schema. */
  readonly database: Database;
  readonly rebuild: Rebuild;
  /** The owners' snapshots of what it takes. */
  readonly sources: readonly { readonly database: Database; readonly snapshots: readonly Snapshot[] }[];
  readonly log?: Log;
  /** Longest one batch may take to be handled. */
  readonly batchTimeoutMs?: number;
}

/**
 * Has the owners tell again what a subgraph keeps of them, while it serves and takes events: every row is doubted,
 * which lets any event change it; what is told, and what happens meanwhile, takes its place; what nobody told of is
 * removed at the end. Until then everything is served as it was. Tells how many events were told and rows removed.
 */
export async function rebuildFromOwners(options: RebuildOptions): Promise<{ told: number; removed: number }> {
  const { database, rebuild, sources } = options;
  for (const { name } of rebuild.tables) await eachStretch(database.db, name, doubt(name));
  await rebuild.begin?.(database.db);
  let told = 0;
  for (const { database: owner, snapshots } of sources) {
    for (const snapshot of snapshots) {
      if (!snapshot.tells.some((contract) => takersOf(rebuild, contract.name).length > 0)) continue;
      for await (const events of snapshot.read(owner.db)) told += await take(options, events);
    }
  }
  let removed = 0;
  for (const table of rebuild.tables) removed += await removeDoubted(database.db, table);
  await rebuild.finish?.(database.db);
  return { told, removed };
}

const doubt = (table: string) => `update ${table} set sequence = 0 where sequence <> 0`;

const takersOf = ({ takes }: Rebuild, type: string) => takes.filter(({ contract }) => contract.name === type);

/** Hands a batch to the subgraph's consumers, in one transaction. */
async function take(options: RebuildOptions, events: readonly EventEnvelope[]): Promise<number> {
  const { database, rebuild, log = silentLog, batchTimeoutMs = 60_000 } = options;
  await transact(database.db, async (tx) => {
    const signal = AbortSignal.timeout(batchTimeoutMs);
    for (const event of events) {
      for (const consumer of takersOf(rebuild, event.type)) {
        await consumer.handle(consumer.contract.parse(event), { tx, log, signal });
      }
    }
  });
  return events.length;
}
