/** A cookie to set (RFC 6265). Always httpOnly and SameSite=Lax. */
export interface Cookie {
  readonly name: string;
  /** Empty clears the cookie. */
  readonly value: string;
  /** Seconds it is kept; 0 removes it. */
  readonly maxAge: number;
  /** Sent over HTTPS only. Required by the `__Host-` prefix. */
  readonly secure: boolean;
  /** @default '/' */
  readonly path?: string;
}

/** Headers of the answer. Only these two travel back through the router. */
export interface Reply {
  setCookie(cookie: Cookie): void;
  /** A fresh access token: the router verifies it, and the rest of the operation travels under it. */
  setSubject(accessToken: string): void;
  /** The headers set so far; undefined when there are none. */
  headers(): Record<string, string | string[]> | undefined;
}

/** A reply without headers yet. */
export function createReply(): Reply {
  const cookies: string[] = [];
  let subject: string | undefined;
  return {
    setCookie(cookie) {
      cookies.push(serialiseCookie(cookie));
    },
    setSubject(accessToken) {
      subject = accessToken;
    },
    headers() {
      if (cookies.length === 0 && subject === undefined) return undefined;
      return {
        ...(cookies.length > 0 && { 'set-cookie': cookies }),
        ...(subject !== undefined && { 'ursa-subject': subject }),
      };
    },
  };
}

// RFC 6265 section 4.1.1: a token, and cookie-octets only, so that a value can never smuggle an attribute in.
const cookieName = /^[\w!#$%&'*+.^`|~-]+$/;
const cookieValue = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

function serialiseCookie({ name, value, maxAge, secure, path = '/' }: Cookie): string {
  if (!cookieName.test(name) || !cookieValue.test(value)) throw new Error(`Not a cookie: ${name}`);
  const attributes = [`Max-Age=${maxAge}`, `Path=${path}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) attributes.push('Secure');
  return [`${name}=${value}`, ...attributes].join('; ');
}
