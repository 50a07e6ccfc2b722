import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Client } from './client.ts';
import type { Credentials } from './credentials.ts';
import { requestError } from './errors.ts';

/** Request headers no page can send across sites without asking first; any value will do. */
export const csrfHeaders = ['ursa-csrf', 'apollo-require-preflight', 'x-apollo-operation-name'] as const;

/** Whether a page of this origin may use the API: pages served by ourselves, and those of the allow-list. */
export function isAllowedOrigin(
  origin: string,
  { host, secure }: Client,
  allowed: readonly string[],
): boolean {
  return origin === `${secure ? 'https' : 'http'}://${host}` || allowed.includes(origin);
}

/**
 * Refuses what a foreign page makes a browser send: anything from an origin that is not allowed, whatever it
 * carries; and, of what comes with cookies alone, everything without one of {@link csrfHeaders}, GET included.
 */
export function forgery(
  headers: IncomingHttpHeaders,
  client: Client,
  credentials: Credentials,
  allowed: readonly string[],
): GraphQLError | undefined {
  const { origin } = headers;
  if (origin === undefined ? isForeign(headers) : !isAllowedOrigin(origin, client, allowed)) {
    return requestError('FORBIDDEN', 'This origin may not use the API.', 403);
  }
  if (credentials.ambient && !csrfHeaders.some((name) => headers[name] !== undefined)) {
    return requestError(
      'FORBIDDEN',
      'A request that is authenticated by cookie needs the header ursa-csrf.',
      403,
    );
  }
  return undefined;
}

/** Browsers leave the origin out of simple GETs, but say where those come from (Fetch Metadata). */
function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
