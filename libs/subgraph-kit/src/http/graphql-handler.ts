import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type { Verifier } from '@ursa/passport';
import { PASSPORT_HEADER, REQUEST_ID_HEADER } from '@ursa/passport';
import type { Context } from '../execution/context.ts';
import type { Caller } from '../execution/create-context.ts';
import { clientHeaders, requestIdOf } from '../execution/identify.ts';
import { answerError } from './answer.ts';
import type { HttpOperation } from './apollo.ts';
import { BodyRefused, readJson } from './read-body.ts';

/** What GraphQL over HTTP needs of its subgraph. */
export interface GraphqlApp {
  readonly apollo: ApolloServer<HttpOperation>;
  readonly verifier: Verifier;
  readonly contextOf: (caller: Caller) => Context;
  readonly maxBodyBytes: number;
}

/** Answers one GraphQL request; without a valid passport it is not even read. */
export async function handleGraphql(app: GraphqlApp, request: IncomingMessage, response: ServerResponse) {
  const token = request.headers[PASSPORT_HEADER];
  const passport = app.verifier.verify(typeof token === 'string' ? token : undefined);
  if (passport === undefined) {
    answerError(response, 401, 'UNAUTHENTICATED', 'A valid passport is required.');
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const context = app.contextOf({
    passport,
    requestId: requestIdOf(request.headers[REQUEST_ID_HEADER]),
    headers: clientHeaders(request.headers),
    signal: gone.signal,
  });
  try {
    const body = await readJson(request, app.maxBodyBytes);
    const answer = await app.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headerMap(request),
        search: new URL(request.url ?? '/', 'http://localhost').search,
        body,
      },
      context: async () => ({ context }),
    });
    send(response, answer, context);
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error;
    // What is left of the body is not waited for.
    response.setHeader('connection', 'close');
    answerError(
      response,
      error.status,
      error.status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST',
      error.message,
    );
  }
}

function headerMap({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function send(
  response: ServerResponse,
  { status, headers, body }: HTTPGraphQLResponse,
  context: Context,
): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  for (const [name, value] of Object.entries(context.reply.headers() ?? {})) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  response.end(body.kind === 'complete' ? body.string : undefined);
}
