import type { Failure, Outcome } from '@ursa/outcome';
import { done, failed, invalid } from '@ursa/outcome';

/** A push subscription as it is kept. */
export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

const longestEndpoint = 1_000;
const base64url = /^[\w-]+$/;

/** Reads a subscription as a browser gives it: https://www.w3.org/TR/push-api/#pushsubscription-interface */
export function parseSubscription(given: {
  endpoint: URL | string;
  p256dh: string;
  auth: string;
}): Outcome<Subscription> {
  const url = new URL(given.endpoint);
  const { p256dh, auth } = given;
  const failures: Failure[] = [];
  if (url.href.length > longestEndpoint) {
    failures.push(invalid(['endpoint'], `At most ${longestEndpoint} characters.`));
  } else if (!isPublic(url)) {
    failures.push(invalid(['endpoint'], 'It must be an https: URL of a host with a public name.'));
  }
  const key = bytesOf(p256dh, 65);
  if (key?.[0] !== 4)
    failures.push(invalid(['p256dh'], 'It must be a P-256 public key: 65 bytes, base64url.'));
  if (!bytesOf(auth, 16)) failures.push(invalid(['auth'], 'It must be 16 bytes, base64url.'));
  const [first, ...more] = failures;
  return first ? failed(first, ...more) : done({ endpoint: url.href, p256dh, auth });
}

/** Whoever registers makes us call the endpoint: nothing near us may be one. */
function isPublic({ protocol, hostname, port, username, password }: URL): boolean {
  // No address ends like a name.
  const isName = /\.[a-z][a-z0-9-]*$/.test(hostname);
  const isInner = /(^|\.)(localhost|local|internal|intranet|lan|home|arpa|test|invalid)$/.test(hostname);
  return protocol === 'https:' && port === '' && !username && !password && isName && !isInner;
}

function bytesOf(text: string, length: number): Buffer | null {
  if (text.length > 4 * length || !base64url.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length ? bytes : null;
}
