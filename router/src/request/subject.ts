import type { SessionId, UserId } from '@ursa/ids';

/** Who is asking, as a verified access token says. */
export interface Subject {
  viewer: UserId;
  session: SessionId | null;
  /** What the token lets its bearer do: its `scope` claim (RFC 8693 §4.2). */
  scopes: readonly string[];
  /** Milliseconds since the epoch. */
  expiresAt: number;
}
