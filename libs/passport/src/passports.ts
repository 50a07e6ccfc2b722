import { createPrivateKey } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { signJws } from './jws.ts';
import type { SigningKey } from './keys.ts';
import type { Claims, Holder } from './passport.ts';
import { MAX_LIFETIME_MS } from './passport.ts';

/** The `typ` header of a passport: no other token of the house can pass for one (RFC 8725 §3.11). */
export const PASSPORT_TYPE = 'ursa-passport+jwt';

export interface PassportSettings {
  /** This process's name: `router` or a subgraph's. */
  issuer: string;
  /** Its key; the `kid` must be the issuer. */
  privateKey: SigningKey;
  /** How long a passport is good for; at most {@link MAX_LIFETIME_MS}. @default 60_000 */
  lifetimeMs?: number;
  /** How many passports are kept for re-use. @default 10_000 */
  cacheSize?: number;
  /** The clock, in milliseconds since the epoch. @default Date.now */
  now?: () => number;
}

/** Issues passports in this process's name. */
export interface Passports {
  readonly issuer: string;
  /** A signed passport with half its life or more ahead of it; the same one for the same holder until then. */
  issue(holder: Holder): string;
}

export function createPassports(settings: PassportSettings): Passports {
  const { issuer, privateKey, lifetimeMs = MAX_LIFETIME_MS, cacheSize = 10_000, now = Date.now } = settings;
  if (privateKey.kid !== issuer) {
    throw new Error(`"${issuer}" cannot sign passports with the key of "${privateKey.kid}".`);
  }
  if (lifetimeMs < 2_000 || lifetimeMs > MAX_LIFETIME_MS) {
    throw new Error(`A passport's lifetime is between 2000 and ${MAX_LIFETIME_MS} ms, not ${lifetimeMs}.`);
  }
  const key = createPrivateKey({ key: privateKey, format: 'jwk' });
  const issued = new LRUCache<string, { token: string; freshUntil: number }>({ max: cacheSize });

  const issue = (holder: Holder): string => {
    const at = now();
    const cacheKey = JSON.stringify([holder.audience, holder.viewer, holder.session, holder.address]);
    const known = issued.get(cacheKey);
    if (known !== undefined && at < known.freshUntil) return known.token;
    const claims = claimsOf(issuer, holder, at, lifetimeMs);
    const token = signJws({ alg: 'EdDSA', kid: issuer, typ: PASSPORT_TYPE }, claims, key);
    issued.set(cacheKey, { token, freshUntil: at + (claims.exp * 1_000 - at) / 2 });
    return token;
  };
  return { issuer, issue };
}

function claimsOf(issuer: string, holder: Holder, at: number, lifetimeMs: number): Claims {
  const iat = Math.floor(at / 1_000);
  return {
    iss: issuer,
    aud: holder.audience,
    iat,
    exp: iat + Math.floor(lifetimeMs / 1_000),
    ...(holder.viewer !== null && { sub: holder.viewer }),
    ...(holder.session !== null && { sid: holder.session }),
    ...(holder.address !== null && { ip: holder.address }),
  };
}
