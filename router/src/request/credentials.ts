import type { IncomingHttpHeaders } from 'node:http';
import { parseCookies, sessionCookie } from './cookies.ts';

/** What a request brings to say who is asking. */
export interface Credentials {
  /** An access token, not verified yet. */
  accessToken?: string;
  refreshToken?: string;
  /** Whether the browser sent them by itself: then the request must prove that a page of ours wants it. */
  ambient: boolean;
}

/** Reads the bearer token (RFC 6750 §2.1), or else the session cookies. */
export function credentialsOf(headers: IncomingHttpHeaders, secure: boolean): Credentials {
  const cookies = parseCookies(headers.cookie);
  const refresh = sessionCookie(cookies, 'refresh', secure);
  const refreshToken = refresh === undefined ? {} : { refreshToken: refresh };
  if (headers.authorization !== undefined) {
    return { accessToken: bearerToken(headers.authorization), ...refreshToken, ambient: false };
  }
  const access = sessionCookie(cookies, 'access', secure);
  return {
    ...(access !== undefined && { accessToken: access }),
    ...refreshToken,
    ambient: access !== undefined || refresh !== undefined,
  };
}

/** The token of `Bearer <token>`; anything else is taken whole, and will not verify. */
export function bearerToken(authorization: string): string {
  return /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1] ?? authorization;
}
