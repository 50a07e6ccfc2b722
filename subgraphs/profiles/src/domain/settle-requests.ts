import type { Db, Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { and, eq } from 'drizzle-orm';
import { profiles } from '../tables/index.ts';
import { acceptRequests, openRequests } from './accept-requests.ts';
import { holdProfiles } from './relation.ts';

/**
 * Accepts the requests that still wait for accounts gone public: those beyond the first batch, and those made in
 * the moment of the change. One transaction for each batch. Tells how many batches there were.
 */
export async function settleRequests(db: Db, signal: AbortSignal): Promise<number> {
  for (let batches = 0; ; batches += 1) {
    if (signal.aborted) return batches;
    const [next] = await db
      .select({ userId: profiles.userId })
      .from(profiles)
      .where(eq(profiles.settling, true))
      .limit(1);
    if (!next) return batches;
    await transact(db, (tx) => settleBatch(tx, next.userId));
  }
}

async function settleBatch(tx: Tx, userId: UserId): Promise<void> {
  const requests = await openRequests(tx, userId);
  await holdProfiles(tx, [userId, ...requests.map((request) => request.followerId)]);
  const stillSettling = and(eq(profiles.userId, userId), eq(profiles.settling, true));
  if ((await tx.$count(profiles, stillSettling)) === 0) return;
  const accepted = await acceptRequests(tx, requests);
  // Nobody can ask while the account is public and held: when none is left now, none will be.
  if ((await openRequests(tx, userId)).length === 0) {
    await tx.update(profiles).set({ settling: false }).where(stillSettling);
  }
  await emitAll(tx, accepted);
}
