import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { clientErrors } from '../engine/client-errors.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { clientOf } from '../request/client.ts';
import type { Scope } from '../request/scope.ts';
import type { Carried } from './apollo.ts';
import { allowCrossOrigin, replyPreflight } from './cors.ts';
import { arrive, enter } from './enter.ts';
import type { Question } from './question.ts';
import { readQuestion } from './question.ts';
import { replyErrors } from './reply.ts';
import { streamOperation } from './stream-operation.ts';

/** Answers `/graphql`: GraphQL over HTTP, or a stream for those who ask for one. */
export async function answerGraphql(
  request: IncomingMessage,
  response: ServerResponse,
  front: Front,
  apollo: ApolloServer<Carried>,
): Promise<void> {
  const startedAt = performance.now();
  const client = clientOf(request, front.settings.trustedProxyHops);
  allowCrossOrigin(request, response, client, front.settings.allowedOrigins);
  if (request.method === 'OPTIONS') return replyPreflight(response);
  const scope = arrive(request, response, client, front);
  try {
    await enter(request, response, client, scope, front);
    const question = await readQuestion(request, front.settings.maxBodyBytes);
    if (await streamOperation(question, request, response, scope, front)) return;
    const { query } = question.params;
    const read = typeof query === 'string' && query !== '' ? front.documents.read(query) : undefined;
    if (read !== undefined && 'errors' in read) replyErrors(request, response, read.errors);
    else await answerOnce(question, request, response, scope, apollo);
  } catch (error) {
    replyErrors(request, response, clientErrors([asGraphqlError(error)], scope));
  }
  front.observations.ended({ way: 'http', scope, status: response.statusCode, startedAt });
}

async function answerOnce(
  { body, search }: Question,
  request: IncomingMessage,
  response: ServerResponse,
  scope: Scope,
  apollo: ApolloServer<Carried>,
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'GET', headers, search, body },
    context: async () => ({ scope }),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  if (scope.cookies.length > 0) response.setHeader('set-cookie', scope.cookies);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === 'complete') response.end(answer.body.string);
  else throw new Error('No operation is answered in parts.');
}
