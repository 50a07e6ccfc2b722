import type { SessionRow } from '../tables/index.ts';
import type { AccessToken } from './access-token.ts';
import { signAccessToken } from './access-token.ts';
import type { Identity } from './identity.ts';

/** A session and the tokens for it; they are told once and never again. */
export interface Grant {
  readonly session: SessionRow;
  readonly accessToken: AccessToken;
  readonly refreshToken: string;
}

/** Signs the access token that goes with them. Outside the transaction, which need not wait for it. */
export async function grant(
  { keys, lifetimes }: Identity,
  session: SessionRow,
  refreshToken: string,
): Promise<Grant> {
  const subject = { accountId: session.accountId, sessionId: session.id };
  const accessToken = await signAccessToken(await keys.current(), subject, lifetimes.accessTokenMs);
  return { session, accessToken, refreshToken };
}
