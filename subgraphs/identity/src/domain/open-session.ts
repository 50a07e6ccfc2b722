import { transact } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { sessions } from '../tables/index.ts';
import type { Client } from './client.ts';
import type { Grant } from './grant.ts';
import { grant } from './grant.ts';
import type { Identity } from './identity.ts';
import { fromNow, now } from './moments.ts';
import { addRefreshToken } from './refresh-token.ts';

/** Opens a session for somebody whose credentials were checked. */
export async function openSession(
  identity: Identity,
  accountId: UserId,
  { address, userAgent }: Client,
): Promise<Grant> {
  const { db, lifetimes } = identity;
  const { session, refreshToken } = await transact(db, async (tx) => {
    const [session] = await tx
      .insert(sessions)
      .values({
        id: newId('session'),
        accountId,
        address,
        userAgent,
        createdAt: now,
        lastUsedAt: now,
        expiresAt: sql`least(${fromNow(lifetimes.sessionIdleMs)}, ${fromNow(lifetimes.sessionLongestMs)})`,
        lastsUntil: fromNow(lifetimes.sessionLongestMs),
      })
      .returning();
    if (!session) throw new Error('The session was not written.');
    return { session, refreshToken: await addRefreshToken(tx, session) };
  });
  return grant(identity, session, refreshToken);
}
