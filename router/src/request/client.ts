import type { IncomingMessage } from 'node:http';

/** Whom and how we are talking to. */
export interface Client {
  /** Network address. */
  address: string | null;
  /** Whether the client's own connection is HTTPS. */
  secure: boolean;
  /** The host the client asked for, with its port. */
  host: string | undefined;
}

/**
 * Reads the client off a request. Forwarding headers count only as far as our own proxies have written them:
 * `trustedHops` is how many of them stand in front.
 */
export function clientOf(request: IncomingMessage, trustedHops: number): Client {
  const { headers, socket } = request;
  const direct = socket.remoteAddress?.replace(/^::ffff:/, '') ?? null;
  if (trustedHops === 0) return { address: direct, secure: false, host: headers.host };
  return {
    address: fromTheRight(headers['x-forwarded-for'], trustedHops) ?? direct,
    secure: fromTheRight(headers['x-forwarded-proto'], trustedHops) === 'https',
    host: fromTheRight(headers['x-forwarded-host'], trustedHops) ?? headers.host,
  };
}

/** The entry the outermost trusted proxy wrote; the first one if there are fewer. */
function fromTheRight(header: string | string[] | undefined, hops: number): string | undefined {
  const entries = [header ?? []].flat().join(',').split(',');
  const entry = (entries.at(-hops) ?? entries[0])?.trim();
  return entry === '' ? undefined : entry;
}

/** Whether the client came over plain HTTP to this very machine, where Secure cookies have no footing. */
export function isPlainLocalhost({ secure, host }: Client): boolean {
  return !secure && host !== undefined && /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host);
}
