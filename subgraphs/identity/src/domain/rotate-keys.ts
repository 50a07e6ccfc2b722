import type { Db, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import { and, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import { signingKeys } from '../tables/index.ts';
import { ago } from './moments.ts';
import type { Seal } from './seal.ts';
import { newSigningKey, openSigningKey } from './signing-key.ts';

/**
 * Retires the current signing key, promotes the next and makes another next. Tokens of the retired key stay
 * good until they expire; its private half is gone at once. Answers the id of the key that signs from now on.
 */
export function rotateKeys(db: Db, seal: Seal): Promise<string> {
  return underLock(db, (tx) => rotate(tx, seal));
}

/** Rotates when the current key is older than this, or missing. Any number of processes may do it at once. */
export async function tendKeys(db: Db, seal: Seal, olderThanMs: number): Promise<void> {
  await underLock(db, async (tx) => {
    const fresh = gt(signingKeys.activatedAt, ago(olderThanMs));
    const [current] = await tx
      .select({ kid: signingKeys.kid })
      .from(signingKeys)
      .where(and(isNull(signingKeys.retiredAt), fresh));
    if (!current) await rotate(tx, seal);
  });
}

// The lock conflicts with itself and leaves readers alone. It is the table's own, so nobody else's lock can
// collide with it, and whoever waited sees what the other did.
function underLock<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, async (tx) => {
    await tx.execute(sql`lock table ${signingKeys} in share row exclusive mode`);
    return work(tx);
  });
}

async function rotate(tx: Tx, seal: Seal): Promise<string> {
  await tx
    .update(signingKeys)
    .set({ retiredAt: sql`now()`, privateKey: null })
    .where(and(isNotNull(signingKeys.activatedAt), isNull(signingKeys.retiredAt)));
  const isNext = isNull(signingKeys.activatedAt);
  const { kid, privateKey } = signingKeys;
  const [next] = await tx.select({ kid, privateKey }).from(signingKeys).where(isNext);
  // A key that this secret does not open must not become the one that signs.
  if (next?.privateKey) openSigningKey(next.kid, next.privateKey, seal);
  else await tx.insert(signingKeys).values(await newSigningKey(seal));
  const [current] = await tx
    .update(signingKeys)
    .set({ activatedAt: sql`now()` })
    .where(isNext)
    .returning({ kid: signingKeys.kid });
  await tx.insert(signingKeys).values(await newSigningKey(seal));
  if (!current) throw new Error('No signing key could be made current.');
  return current.kid;
}
