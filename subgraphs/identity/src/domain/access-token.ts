import type { SessionId, UserId } from '@ursa/ids';
import { SignJWT } from 'jose';
import type { SigningKey } from './signing-key.ts';

/** A signed token and when it stops being good. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Who signs access tokens, and for whom. */
export const issuer = 'identity';
export const audience = 'ursa';

/**
 * An access token (RFC 9068): an EdDSA-signed JWT (RFC 8037) that says who is asking (`sub`) and by which
 * session (`sid`). Verifiers need the published keys only.
 */
export async function signAccessToken(
  { kid, key }: SigningKey,
  subject: { readonly accountId: UserId; readonly sessionId: SessionId },
  lifetimeMs: number,
): Promise<AccessToken> {
  const issuedAt = Math.floor(Date.now() / 1_000);
  const expiresAt = issuedAt + Math.floor(lifetimeMs / 1_000);
  const token = await new SignJWT({ sid: subject.sessionId })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(subject.accountId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key);
  return { token, expiresAt: new Date(expiresAt * 1_000) };
}
