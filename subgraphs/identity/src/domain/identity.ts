import type { Db } from '@ursa/database';
import type { Hasher } from './hasher.ts';
import type { KeyRing } from './key-ring.ts';
import type { Limits } from './limits.ts';

/** How long sessions, tokens and given-up names live. */
export interface Lifetimes {
  readonly accessTokenMs: number;
  /** How long an exchanged refresh token is answered once more: the first answer may have been lost. */
  readonly refreshGraceMs: number;
  /** A session ends when it is not refreshed for so long. */
  readonly sessionIdleMs: number;
  /** A session ends after so long however often it is refreshed. */
  readonly sessionLongestMs: number;
  /** A given-up username points on for so long. */
  readonly usernameHoldMs: number;
}

/** What the rules of this subgraph work with. */
export interface Identity {
  readonly db: Db;
  readonly hasher: Hasher;
  readonly keys: KeyRing;
  readonly limits: Limits;
  readonly lifetimes: Lifetimes;
}
