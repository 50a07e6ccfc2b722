import { transact } from '@ursa/database';
import { requireSession } from '@ursa/subgraph-kit';
import { logOut as end } from '../../domain/log-out.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { clearCookies, refreshCookie, wantsCookies } from '../cookies.ts';

export const logOut: MutationResolvers['logOut'] = async (_parent, { input }, context) => {
  const cookie = refreshCookie(context);
  if (cookie !== undefined || wantsCookies(context)) clearCookies(context);
  const refreshToken = input?.refreshToken ?? (context.session ? undefined : cookie);
  const by = refreshToken === undefined ? { session: requireSession(context) } : { refreshToken };
  const session = await transact(context.db, (tx) => end(tx, by));
  context.renewLoaders();
  return { session: session ?? null, errors: [] };
};
