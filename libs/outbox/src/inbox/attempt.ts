import type { Log } from '@ursa/broker';
import type { Database, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import { sql } from 'drizzle-orm';
import type { EventConsumer } from '../consumer.ts';
import { failpoint } from '../failpoint.ts';
import { within } from '../within.ts';
import { markHandled } from './memory.ts';

/** The handler ran and failed; its effects are undone. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * One attempt: the memory of the event and the effects of all who consume it in one transaction. False: it is known
 * already.
 * @throws HandlerFailed when a handler failed; anything else: the database did.
 */
export async function attempt(
  { db }: Database,
  consumers: readonly EventConsumer[],
  event: EventEnvelope,
  { log, timeoutMs }: { log: Log; timeoutMs: number },
): Promise<boolean> {
  const hold = consumers.some(({ afterPoison }) => afterPoison === 'hold');
  let begun = false;
  let failure: unknown;
  try {
    return await transact(db, async (tx) => {
      begun = false;
      failure = undefined;
      const marked = await markHandled(tx, event.id, event.owner, event.aggregate, event.sequence, hold);
      if (marked.length === 0) return false;
      begun = true;
      try {
        await run(tx, timeoutMs, async (signal) => {
          for (const consumer of consumers) await consumer.handle(event, { tx, log, signal });
        });
      } catch (error) {
        failure = error;
        throw error;
      }
      failpoint('consumer.before-commit');
      return true;
    });
  } catch (error) {
    // What the handler threw says more than what became of the rollback after it.
    throw begun ? new HandlerFailed(failure ?? error) : error;
  }
}

/**
 * A handler that outstays its time may still hold the transaction and use it later, when the connection already
 * serves somebody else. So its connection is ended: whatever it still tries fails.
 */
async function run(tx: Tx, timeoutMs: number, handle: (signal: AbortSignal) => Promise<void>): Promise<void> {
  await within(timeoutMs, 'the handler did not finish', async (signal) => {
    signal.addEventListener('abort', () => {
      tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch(() => {});
    });
    await handle(signal);
  });
}
