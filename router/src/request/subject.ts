import type { SessionId, UserId } from '@ursa/ids';

/** Who is asking, as a verified access token says. */
export interface Subject {
  viewer: UserId;
  session: SessionId | null;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}
