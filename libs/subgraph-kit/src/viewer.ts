import type { SessionId, UserId } from '@ursa/ids';
import { requestError } from './errors/request-error.ts';

/** Who is asking. Throws `UNAUTHENTICATED` when nobody is logged in. */
export function requireViewer(context: { readonly viewer: UserId | null }): UserId {
  if (context.viewer === null) throw requestError('UNAUTHENTICATED', 'Log in first.');
  return context.viewer;
}

/** The session of who is asking. Throws `UNAUTHENTICATED` when nobody is logged in. */
export function requireSession(context: { readonly session: SessionId | null }): SessionId {
  if (context.session === null) throw requestError('UNAUTHENTICATED', 'Log in first.');
  return context.session;
}
