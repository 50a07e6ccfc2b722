import { failed, invalid } from '@ursa/outcome';
import { refreshSession as exchange } from '../../domain/refresh-session.ts';
import type { MutationResolvers } from '../../generated/resolvers.ts';
import { clearCookies, refreshCookie, wantsCookies } from '../cookies.ts';
import { grantPayload } from '../grant-payload.ts';

const missing = failed(
  invalid(['refreshToken'], 'A refresh token is needed, here or in the refresh cookie.'),
);

export const refreshSession: MutationResolvers['refreshSession'] = async (_parent, { input }, context) => {
  const given = input?.refreshToken ?? undefined;
  const token = given ?? refreshCookie(context);
  // What came in a cookie goes back in one, asked for or not: a script must not get at it this way.
  const inCookies = given === undefined || wantsCookies(context);
  const { services, address } = context;
  const outcome = token === undefined ? missing : await exchange(services, { token, address });
  if (inCookies && !outcome.ok && outcome.failures[0].kind === 'forbidden') clearCookies(context);
  return grantPayload(outcome, context, inCookies);
};
