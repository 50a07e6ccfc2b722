import type { SessionId, UserId } from '@ursa/ids';
import { requestError } from '@ursa/subgraph-kit';
import type { IdentityContext } from '../context.ts';

/** Who is asking, by a session that is still open. */
export interface Current {
  readonly viewer: UserId;
  readonly session: SessionId;
}

/**
 * Who is asking, if their session is still open; null otherwise. The router verifies access tokens offline,
 * so one of an ended session still reaches this far until it expires.
 */
export async function currentSession(context: IdentityContext): Promise<Current | null> {
  const { viewer, session, loaders } = context;
  if (viewer === null || session === null) return null;
  const open = await loaders.openSession.load(session);
  return open?.accountId === viewer ? { viewer, session } : null;
}

/** The same; throws `UNAUTHENTICATED` when there is none. */
export async function requireCurrentSession(context: IdentityContext): Promise<Current> {
  const current = await currentSession(context);
  if (current) return current;
  const ended = context.viewer !== null;
  throw requestError('UNAUTHENTICATED', ended ? 'This session has ended. Log in again.' : 'Log in first.');
}
