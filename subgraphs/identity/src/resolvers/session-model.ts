import type { SessionRow } from '../tables/index.ts';

/** A session, and its tokens in the one payload that tells them. */
export interface SessionModel extends SessionRow {
  readonly tokens?: {
    readonly accessToken: string | null;
    readonly accessTokenExpiresAt: Date;
    readonly refreshToken: string | null;
  };
}
