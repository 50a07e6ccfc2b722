import type { IdentityContext } from '../context.ts';
import type { Grant } from '../domain/grant.ts';

type Asking = Pick<IdentityContext, 'headers' | 'reply'>;

/** Whether a browser asks for its tokens in cookies, where no script can read them. */
export function wantsCookies({ headers }: Asking): boolean {
  return headers['ursa-session'] === 'cookie';
}

/** The refresh token a browser keeps in its cookie, as the router hands it on. */
export function refreshCookie({ headers }: Asking): string | undefined {
  return headers['ursa-refresh-token'] || undefined;
}

/** Sets both cookies for as long as what they hold is good. */
export function setCookies(context: Asking, { session, accessToken, refreshToken }: Grant): void {
  set(context, 'ursa-access', accessToken.token, accessToken.expiresAt);
  set(context, 'ursa-refresh', refreshToken, session.expiresAt);
}

/** Removes both cookies. */
export function clearCookies(context: Asking): void {
  set(context, 'ursa-access', '', new Date(0));
  set(context, 'ursa-refresh', '', new Date(0));
}

// The `__Host-` prefix (RFC 6265bis section 4.1.3.2) wants Secure, which browsers refuse over plain HTTP.
function set({ headers, reply }: Asking, name: string, value: string, until: Date): void {
  const secure = headers['ursa-forwarded-proto'] !== 'http';
  const maxAge = Math.max(0, Math.floor((until.getTime() - Date.now()) / 1_000));
  reply.setCookie({ name: secure ? `__Host-${name}` : name, value, maxAge, secure });
}
