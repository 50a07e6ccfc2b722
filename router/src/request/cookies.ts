/** The `Cookie` header's pairs (RFC 6265 §4.2.1); of a name that appears twice the first counts. */
export function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const name = pair.slice(0, at).trim();
    if (!cookies.has(name))
      cookies.set(
        name,
        pair
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      );
  }
  return cookies;
}

const hostPrefix = '__Host-';

/** The session cookies, by what they hold. */
const names = { access: 'ursa-access', refresh: 'ursa-refresh' } as const;

/**
 * A session cookie's value. The name without `__Host-` counts over plain HTTP only: over HTTPS a sibling domain
 * could have set it.
 */
export function sessionCookie(
  cookies: ReadonlyMap<string, string>,
  which: keyof typeof names,
  secure: boolean,
): string | undefined {
  const value = cookies.get(hostPrefix + names[which]) ?? (secure ? undefined : cookies.get(names[which]));
  return value === '' ? undefined : value;
}

/** What removes the access cookie, under both of its names. */
export function expiredAccessCookies(secure: boolean): string[] {
  const attributes = 'Max-Age=0; Path=/; HttpOnly; SameSite=Lax';
  const host = `${hostPrefix}${names.access}=; ${attributes}; Secure`;
  return secure ? [host] : [host, `${names.access}=; ${attributes}`];
}
