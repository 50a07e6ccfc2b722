import type { SessionId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { CryptoKey, JSONWebKeySet } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Signs access tokens as an identity provider does. */
export interface TokenSigner {
  jwks: JSONWebKeySet;
  sign(claims?: {
    viewer?: UserId;
    session?: SessionId;
    expiresInS?: number;
    audience?: string;
    scope?: string;
  }): Promise<string>;
}

export async function tokenSigner(kid = 'one'): Promise<TokenSigner> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return {
    jwks: { keys: [{ ...(await exportJWK(publicKey as CryptoKey)), kid, alg: 'EdDSA', use: 'sig' }] },
    sign: ({
      viewer = newId('user'),
      session = newId('session'),
      expiresInS = 900,
      audience = 'ursa',
      scope,
    } = {}) =>
      new SignJWT({ sid: session, ...(scope !== undefined && { scope }) })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
        .setSubject(viewer)
        .setAudience(audience)
        .setExpirationTime(Math.floor(Date.now() / 1_000) + expiresInS)
        .sign(privateKey),
  };
}
