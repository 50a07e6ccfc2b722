import type { Database } from '@ursa/database';
import { forgetOldKeys } from '@ursa/idempotency';
import { startHousekeeping } from '@ursa/outbox';
import type { Log } from '@ursa/telemetry';
import { sql } from 'drizzle-orm';
import type { AnySubgraph, Stop } from './define-subgraph.ts';
import { repeat } from './repeat.ts';

/** Clears away what the tables of the libs keep: old events, and answers to repeated mutations. */
export async function startLibHousekeeping(
  { publishes = [], consumes = [] }: AnySubgraph,
  database: Database,
  log: Log,
  everyMs: number,
): Promise<Stop> {
  const stops: Stop[] = [];
  if (publishes.length + consumes.length > 0) {
    const events = startHousekeeping({ database, log, settings: { everyMs } });
    stops.push(() => events.stop());
  }
  if (await hasMutationKeys(database)) {
    const work = () => forgetOldKeys(database.db);
    stops.push(repeat({ what: 'forgetting old mutation keys', everyMs, work, log }));
  }
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

async function hasMutationKeys({ db }: Database): Promise<boolean> {
  const { rows } = await db.execute<{ found: boolean }>(
    sql`select to_regclass('mutation_keys') is not null as found`,
  );
  return rows[0]?.found === true;
}
