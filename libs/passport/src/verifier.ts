import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { UnverifiedJws } from './jws.ts';
import { hasSignature, parseJws } from './jws.ts';
import type { TrustedKeys } from './keys.ts';
import { keysByIssuer } from './keys.ts';
import type { Passport } from './passport.ts';
import { MAX_LIFETIME_MS, MAX_PASSPORT_LENGTH, readPassport } from './passport.ts';
import { PASSPORT_TYPE } from './passports.ts';

export interface VerifierSettings {
  /** The subgraph whose door this guards. */
  audience: string;
  trustedKeys: TrustedKeys;
  /** How many verified passports are remembered until they expire. @default 10_000 */
  cacheSize?: number;
  /** How far an issuer's clock may run ahead of this one. @default 5_000 */
  clockToleranceMs?: number;
  /** The clock, in milliseconds since the epoch. @default Date.now */
  now?: () => number;
}

/** Decides who is asking. */
export interface Verifier {
  readonly audience: string;
  /** What the passport says; undefined when it is missing or does not hold, whatever the reason. */
  verify(token: string | null | undefined): Passport | undefined;
}

export function createVerifier(settings: VerifierSettings): Verifier {
  const { audience, trustedKeys, cacheSize = 10_000, clockToleranceMs = 5_000, now = Date.now } = settings;
  const keys = keysByIssuer(trustedKeys);
  // Only passports that verified are remembered: nobody without a key can push them out.
  const verified = new LRUCache<string, Passport>({ max: cacheSize });

  const verify = (token: string | null | undefined): Passport | undefined => {
    if (token === null || token === undefined || token.length > MAX_PASSPORT_LENGTH) return undefined;
    const at = now();
    const known = verified.get(token);
    if (known !== undefined) return at < known.expiresAt ? known : undefined;

    const jws = parseJws(token);
    if (jws === undefined || !isSignedByIssuer(jws, keys)) return undefined;
    const claims = readPassport(jws.payload);
    if (claims === undefined || claims.audience !== audience) return undefined;
    const { issuedAt, ...passport } = claims;
    if (issuedAt > at + clockToleranceMs || at >= passport.expiresAt) return undefined;
    if (passport.expiresAt - issuedAt > MAX_LIFETIME_MS) return undefined;
    verified.set(token, passport);
    return passport;
  };
  return { audience, verify };
}

/** One algorithm, one type, and the key of the very issuer it names; `crit` would ask for more than we know. */
function isSignedByIssuer(jws: UnverifiedJws, keys: Map<string, KeyObject[]>): boolean {
  const { alg, typ, kid, crit } = jws.header;
  if (alg !== 'EdDSA' || typ !== PASSPORT_TYPE || crit !== undefined) return false;
  if (typeof kid !== 'string' || jws.payload['iss'] !== kid) return false;
  return (keys.get(kid) ?? []).some((key) => hasSignature(jws, key));
}
