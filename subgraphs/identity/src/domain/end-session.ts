import type { Tx } from '@ursa/database';
import type { SQL } from 'drizzle-orm';
import { and, gt, isNull } from 'drizzle-orm';
import type { EndReason, SessionRow } from '../tables/index.ts';
import { sessions } from '../tables/index.ts';
import { now } from './moments.ts';

/** Neither ended nor expired. */
export const isOpen = and(isNull(sessions.endedAt), gt(sessions.expiresAt, now));

/** Ends the sessions that match and are not ended yet: their refresh tokens are no longer good. */
export async function endSession(
  tx: Tx,
  which: SQL | undefined,
  reason: EndReason,
): Promise<SessionRow | undefined> {
  const [ended] = await tx
    .update(sessions)
    .set({ endedAt: now, endedBecause: reason })
    .where(and(which, isNull(sessions.endedAt)))
    .returning();
  return ended;
}
