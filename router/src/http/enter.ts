import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Front } from '../front.ts';
import { authenticate } from '../request/authenticate.ts';
import type { Client } from '../request/client.ts';
import { expiredAccessCookies } from '../request/cookies.ts';
import { credentialsOf } from '../request/credentials.ts';
import { forgery } from '../request/forgery.ts';
import { propagated } from '../request/propagated.ts';
import type { Scope } from '../request/scope.ts';
import { mutationHeaders, openScope } from '../request/scope.ts';
import { mayStream } from './streaming.ts';

/** Why a scope's signal aborts; an error of its own for each would have to be made. */
const closed = new Error('The client is gone.');

/** A request at the door: its scope, without a subject yet. */
export function arrive(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  front: Front,
): Scope {
  const gone = new AbortController();
  const streams = mayStream(request);
  response.once('close', () => {
    if (streams || !response.writableFinished) gone.abort(closed);
  });
  const { refreshToken } = credentialsOf(request.headers, client.secure);
  const scope = openScope({
    subject: null,
    address: client.address,
    headers: propagated(request.headers, front.settings.propagateHeaders),
    mutationHeaders: front.tokens ? mutationHeaders(request.headers, refreshToken, client) : {},
    tellsCost: request.headers['ursa-cost'] !== undefined,
    retryAfter: (ms) => {
      if (!response.headersSent) response.setHeader('retry-after', Math.ceil(ms / 1_000));
    },
    signal: gone.signal,
    log: front.log,
  });
  response.setHeader('ursa-request-id', scope.requestId);
  return scope;
}

/** Lets the request in, and notes in the scope who asks. Throws a GraphQLError with its status otherwise. */
export async function enter(
  request: IncomingMessage,
  response: ServerResponse,
  client: Client,
  scope: Scope,
  { settings, tokens }: Front,
): Promise<void> {
  const credentials = credentialsOf(request.headers, client.secure);
  const refused = forgery(request.headers, client, credentials, settings.allowedOrigins);
  if (refused !== undefined) throw refused;
  try {
    scope.subject = await authenticate(tokens, credentials.accessToken);
  } catch (error) {
    // A browser cannot leave an expired cookie out by itself, and could never ask for a fresh one.
    if (credentials.ambient) response.setHeader('set-cookie', expiredAccessCookies(client.secure));
    throw error;
  }
}
