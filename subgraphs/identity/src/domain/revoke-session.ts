import type { Tx } from '@ursa/database';
import type { SessionId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import type { SQL } from 'drizzle-orm';
import { and, eq } from 'drizzle-orm';
import type { SessionRow } from '../tables/index.ts';
import { sessions } from '../tables/index.ts';
import { endSession } from './end-session.ts';

/** A session named together with whose it must be. */
export interface OwnSession {
  readonly id: SessionId;
  readonly accountId: UserId;
}

/** Ends one of the account's own sessions. To end it again changes nothing. */
export async function revokeSession(tx: Tx, own: OwnSession): Promise<Outcome<SessionRow>> {
  const session = (await endSession(tx, isOwn(own), 'revoked')) ?? (await findOwnSession(tx, own));
  return session ? done(session) : failed(notFound('session', ['sessionId']));
}

/** One of the account's own sessions, ended or not. */
export async function findOwnSession(tx: Tx, own: OwnSession): Promise<SessionRow | null> {
  const [session] = await tx.select().from(sessions).where(isOwn(own));
  return session ?? null;
}

function isOwn({ id, accountId }: OwnSession): SQL | undefined {
  return and(eq(sessions.id, id), eq(sessions.accountId, accountId));
}
