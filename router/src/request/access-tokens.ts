import { parseId } from '@ursa/ids';
import { errors, jwtVerify } from 'jose';
import type { AccessKeys } from './access-keys.ts';
import type { Subject } from './subject.ts';

/** No access token is longer; a longer one is refused unread. Characters. */
const maxLength = 4_096;

/** Verifies access tokens. */
export interface AccessTokens {
  /** Who the token speaks for; undefined when it is expired or does not verify. Rejects with `KeysUnavailable`. */
  verify(token: string): Promise<Subject | undefined>;
}

/** Access tokens are JWTs (RFC 7519) signed with EdDSA, for the audience `ursa`: `sub` the user, `sid` the session, `scope` what it is good for. */
export function accessTokens(keys: AccessKeys): AccessTokens {
  return {
    async verify(token) {
      if (token.length > maxLength) return undefined;
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['EdDSA', 'Ed25519'],
          audience: 'ursa',
          requiredClaims: ['sub', 'exp'],
        });
        const viewer = parseId('user', String(payload.sub));
        const sid = payload['sid'];
        const session = sid === undefined ? null : parseId('session', String(sid));
        if (viewer === undefined || session === undefined) return undefined;
        const scopes =
          typeof payload['scope'] === 'string' ? payload['scope'].split(' ').filter(Boolean) : [];
        return { viewer, session, scopes, expiresAt: (payload.exp ?? 0) * 1_000 };
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
