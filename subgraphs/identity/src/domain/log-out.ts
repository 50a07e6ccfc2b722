import type { Tx } from '@ursa/database';
import type { SessionId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import type { SessionRow } from '../tables/index.ts';
import { sessions } from '../tables/index.ts';
import { endSession } from './end-session.ts';
import { findRefreshToken } from './refresh-token.ts';

/** Logs a session out, named by its id or, where its access token has expired, by its refresh token. */
export async function logOut(
  tx: Tx,
  by: { readonly session: SessionId } | { readonly refreshToken: string },
): Promise<SessionRow | undefined> {
  const id = 'session' in by ? by.session : (await findRefreshToken(tx, by.refreshToken))?.sessionId;
  return id && endSession(tx, eq(sessions.id, id), 'logged-out');
}
