import type { Database, Tx } from '@ursa/database';
import { statement } from '@ursa/database';

// What Postgres knows of a table that fills and empties all the time is never true: it is told to use the indexes.
const lock = statement<{ mine: boolean }>(
  'claim',
  `select pg_try_advisory_xact_lock(hashtextextended('ursa relay ' || current_schema() || ' ' || $1, 0)) as mine,
     set_config('idle_in_transaction_session_timeout', $2, true), set_config('enable_seqscan', 'off', true),
     set_config('enable_bitmapscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`,
);

/**
 * Runs `work` in a transaction that no other relay of this subgraph runs at the same time; they stand by, and one of
 * them takes over when this one's connection ends. Undefined: another has it.
 *
 * The lock is the claim, so no rows are locked while the other side is waited for: two relays that took turns on
 * single rows could send the later event of an aggregate first.
 */
export async function alone<T>(
  { db }: Database,
  task: 'announce' | 'publish',
  timeoutMs: number,
  work: (tx: Tx) => Promise<T>,
): Promise<T | undefined> {
  return db.transaction(async (tx) => {
    const [row] = await lock(tx, task, String(timeoutMs));
    return row?.mine ? work(tx) : undefined;
  });
}
