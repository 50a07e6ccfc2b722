import type { SessionId, UserId } from '@ursa/ids';
import { parseId } from '@ursa/ids';

/** No passport lives longer; one that claims to is refused. Milliseconds. */
export const MAX_LIFETIME_MS = 60_000;

/** No passport is longer; a longer one is refused unread. Characters. */
export const MAX_PASSPORT_LENGTH = 2_048;

/** On whose behalf one process asks another. */
export interface Holder {
  /** The subgraph that is asked. */
  audience: string;
  /** The person who asks; null: nobody is logged in. */
  viewer: UserId | null;
  session: SessionId | null;
  /** The client's network address. */
  address: string | null;
}

/** What a verified passport says. */
export interface Passport extends Holder {
  /** Who vouches for it: `router` or the name of a subgraph. */
  issuer: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** The registered claims of RFC 7519 in seconds, plus `sid` (session) and `ip` (client address). */
export interface Claims {
  iss: string;
  aud: string;
  iat: number;
  exp: number;
  sub?: string;
  sid?: string;
  ip?: string;
}

/** Claims of a signed payload, if they are well formed; whether they hold is the verifier's question. */
export function readPassport(
  claims: Partial<Record<keyof Claims, unknown>>,
): (Passport & { issuedAt: number }) | undefined {
  const { iss, aud, iat, exp, sub, sid, ip } = claims;
  if (typeof iss !== 'string' || typeof aud !== 'string') return undefined;
  if (!Number.isSafeInteger(iat) || !Number.isSafeInteger(exp)) return undefined;
  const viewer = optional(sub, (text) => parseId('user', text));
  const session = optional(sid, (text) => parseId('session', text));
  const address = optional(ip, (text) => text);
  if (viewer === undefined || session === undefined || address === undefined) return undefined;
  return {
    issuer: iss,
    audience: aud,
    viewer,
    session,
    address,
    issuedAt: (iat as number) * 1_000,
    expiresAt: (exp as number) * 1_000,
  };
}

/** null: the claim is absent; undefined: it is there and wrong. */
function optional<T>(claim: unknown, parse: (text: string) => T | undefined): T | null | undefined {
  if (claim === undefined) return null;
  return typeof claim === 'string' ? parse(claim) : undefined;
}
