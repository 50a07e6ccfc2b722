import type { Tx } from '@ursa/database';
import { transact } from '@ursa/database';
import type { SessionId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, rateLimited } from '@ursa/outcome';
import { and, count, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { SessionRow } from '../tables/index.ts';
import { refreshTokens, sessions } from '../tables/index.ts';
import { endSession, isOpen } from './end-session.ts';
import type { Grant } from './grant.ts';
import { grant } from './grant.ts';
import type { Identity } from './identity.ts';
import { ago, fromNow, now } from './moments.ts';
import { addRefreshToken, findRefreshToken } from './refresh-token.ts';

// Unknown, exchanged, expired and revoked tokens read alike.
const refused = forbidden('This refresh token is no longer good. Log in again.', ['refreshToken']);

/**
 * Exchanges a refresh token for new tokens (RFC 9700 section 4.14.2). A token is good for one exchange; within
 * the grace it gets another, equally good successor, as the first answer may have been lost. After that it
 * must have been copied, and the whole session ends.
 */
export async function refreshSession(
  identity: Identity,
  { token, address }: { token: string; address: string | null },
): Promise<Outcome<Grant>> {
  const exchanged = await transact(identity.db, (tx) => exchange(tx, identity, token, address));
  if (!exchanged.ok) return exchanged;
  const { session, refreshToken } = exchanged.value;
  return done(await grant(identity, session, refreshToken));
}

async function exchange(
  tx: Tx,
  { limits, lifetimes }: Identity,
  token: string,
  address: string | null,
): Promise<Outcome<{ session: SessionRow; refreshToken: string }>> {
  const given = await findRefreshToken(tx, token);
  if (!given) return failed(refused);
  const found = await lockSession(tx, given.sessionId, lifetimes.refreshGraceMs);
  if (!found?.open) return failed(refused);

  const { session, inGrace } = found;
  const age = session.generation - given.generation;
  if (age === 0) {
    const renewed = await renew(tx, session, lifetimes.sessionIdleMs, address);
    return done({ session: renewed, refreshToken: await addRefreshToken(tx, renewed) });
  }
  if (age === 1 && inGrace) {
    if ((await countSuccessors(tx, session)) >= limits.exchangesPerRefreshToken) {
      return failed(rateLimited(lifetimes.refreshGraceMs / 1_000));
    }
    return done({ session, refreshToken: await addRefreshToken(tx, session) });
  }
  await endSession(tx, eq(sessions.id, session.id), 'token-reused');
  return failed(refused);
}

// The lock orders the exchanges of the whole family.
async function lockSession(tx: Tx, id: SessionId, graceMs: number) {
  const [found] = await tx
    .select({
      session: getTableColumns(sessions),
      open: sql<boolean>`${isOpen}`,
      inGrace: sql<boolean>`${gt(sessions.lastUsedAt, ago(graceMs))}`,
    })
    .from(sessions)
    .where(eq(sessions.id, id))
    .for('update');
  return found;
}

async function renew(
  tx: Tx,
  { id }: SessionRow,
  idleMs: number,
  address: string | null,
): Promise<SessionRow> {
  const [renewed] = await tx
    .update(sessions)
    .set({
      generation: sql`${sessions.generation} + 1`,
      lastUsedAt: now,
      expiresAt: sql`least(${fromNow(idleMs)}, ${sessions.lastsUntil})`,
      address,
    })
    .where(eq(sessions.id, id))
    .returning();
  if (!renewed) throw new Error('A locked session is gone.');
  return renewed;
}

async function countSuccessors(tx: Tx, { id, generation }: SessionRow): Promise<number> {
  const ofSession = and(eq(refreshTokens.sessionId, id), eq(refreshTokens.generation, generation));
  const [row] = await tx.select({ successors: count() }).from(refreshTokens).where(ofSession);
  return row?.successors ?? 0;
}
