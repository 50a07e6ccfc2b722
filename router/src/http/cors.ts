import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Client } from '../request/client.ts';
import { csrfHeaders, isAllowedOrigin } from '../request/forgery.ts';

const requestHeaders = ['authorization', 'content-type', 'accept', 'ursa-session', ...csrfHeaders].join(', ');

/** Tells the browser whether a page of another origin may read the answer (Fetch standard, "CORS protocol"). */
export function allowCrossOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  allowed: readonly string[],
): void {
  response.setHeader('vary', 'origin, accept, accept-encoding');
  const { origin } = request.headers;
  if (origin === undefined || !isAllowedOrigin(origin, client, allowed)) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'ursa-request-id');
}

/** Answers a preflight request; without the headers above the browser stops there. */
export function replyPreflight(response: ServerResponse): void {
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': requestHeaders,
      'access-control-max-age': '600',
      allow: 'GET, POST, OPTIONS',
    })
    .end();
}
