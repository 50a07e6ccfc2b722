import type { Outcome } from '@ursa/outcome';
import { payload } from '@ursa/subgraph-kit';
import type { IdentityContext } from '../context.ts';
import type { Grant } from '../domain/grant.ts';
import { setCookies } from './cookies.ts';
import type { SessionModel } from './session-model.ts';

/**
 * The payload of a mutation that opens or renews a session. The rest of the operation runs as its viewer:
 * here, and by the reply's subject everywhere else.
 * @param inCookies the tokens travel in cookies and stand nowhere in the answer
 */
export function grantPayload(outcome: Outcome<Grant>, context: IdentityContext, inCookies: boolean) {
  if (outcome.ok) {
    const { session, accessToken } = outcome.value;
    Object.assign(context, { viewer: session.accountId, session: session.id });
    context.renewLoaders();
    context.reply.setSubject(accessToken.token);
    if (inCookies) setCookies(context, outcome.value);
  }
  return payload('session', outcome, (grant) => granted(grant, inCookies));
}

function granted({ session, accessToken, refreshToken }: Grant, inCookies: boolean): SessionModel {
  const tokens = {
    accessToken: inCookies ? null : accessToken.token,
    accessTokenExpiresAt: accessToken.expiresAt,
    refreshToken: inCookies ? null : refreshToken,
  };
  return { ...session, tokens };
}
