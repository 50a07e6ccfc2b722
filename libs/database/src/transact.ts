import { setTimeout as delay } from 'node:timers/promises';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './database.ts';
import { pgErrorCode } from './errors.ts';

const attempts = 3;
const serializationFailure = '40001';
const deadlockDetected = '40P01';

/**
 * Runs `work` in one transaction. When Postgres gives up on it because of others at work at the same time, it
 * is run again, three times in all: `work` must have no effect outside the transaction.
 */
export async function transact<T>(
  db: Db,
  work: (tx: Tx) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work, config);
    } catch (error) {
      const code = pgErrorCode(error);
      if (attempt === attempts || (code !== serializationFailure && code !== deadlockDetected)) throw error;
      // Two that collided must not meet again: each waits for a different, growing while.
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}
