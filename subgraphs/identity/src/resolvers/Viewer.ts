import { retype } from '@ursa/ids';
import { connection, idPart, keyOf, pageOf, parsePage } from '@ursa/pagination';
import { and, eq } from 'drizzle-orm';
import { isOpen } from '../domain/end-session.ts';
import type { ViewerResolvers } from '../generated/resolvers.ts';
import { sessions } from '../tables/index.ts';
import { currentSession } from './current-session.ts';

const newestFirst = keyOf(idPart('session'));

export const Viewer: ViewerResolvers = {
  async __resolveReference({ id }, context) {
    const current = await currentSession(context);
    if (!current || id !== retype(current.viewer, 'viewer')) return null;
    return context.loaders.viewerAccount.load(current.viewer);
  },
  id: ({ id }) => retype(id, 'viewer'),
  async sessions({ id }, args, { db }) {
    const page = parsePage(args, { list: `sessions:${id}`, key: newestFirst });
    const where = and(eq(sessions.accountId, id), isOpen);
    const slice = await pageOf(
      db,
      { from: sessions, orderBy: [sessions.id], direction: 'desc', where },
      page,
    );
    return connection(slice, page, {
      key: (session) => [session.id] as const,
      totalCount: () => db.$count(sessions, where),
    });
  },
};
