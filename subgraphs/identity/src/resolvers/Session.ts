import { parseId } from '@ursa/ids';
import type { SessionResolvers } from '../generated/resolvers.ts';
import { currentSession } from './current-session.ts';

export const Session: SessionResolvers = {
  /** The viewer's own open sessions; anybody else's reads as if it did not exist. */
  async __resolveReference(reference, context) {
    const id = parseId('session', reference.id);
    const current = await currentSession(context);
    if (!id || !current) return null;
    const session = await context.loaders.openSession.load(id);
    return session?.accountId === current.viewer ? session : null;
  },
  accessToken: ({ tokens }) => tokens?.accessToken ?? null,
  accessTokenExpiresAt: ({ tokens }) => tokens?.accessTokenExpiresAt ?? null,
  refreshToken: ({ tokens }) => tokens?.refreshToken ?? null,
  viewerIsCurrent: ({ id }, _, { session }) => id === session,
};
