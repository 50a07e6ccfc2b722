import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import { clientErrors } from '../engine/client-errors.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { clientOf } from '../request/client.ts';
import type { Scope } from '../request/scope.ts';
import type { Carried } from './apollo.ts';
import { answerBatch } from './batch.ts';
import { send } from './compression.ts';
import { allowCrossOrigin, replyPreflight } from './cors.ts';
import { arrive, enter } from './enter.ts';
import { wantsEventStream } from './event-stream.ts';
import type { Question } from './question.ts';
import { readQuestion } from './question.ts';
import { reply, replyErrors } from './reply.ts';
import { streamOperation } from './stream-operation.ts';

/** Answers `/graphql`: GraphQL over HTTP, or over server-sent events for those who ask for them. */
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
    const question = known(await readQuestion(request, front.settings.maxBodyBytes), front);
    if (Array.isArray(question.body) && !wantsEventStream(request)) {
      const answers = await answerBatch(question.body, scope, front, front.settings.batchMaxOperations);
      if (scope.cookies.length > 0) response.setHeader('set-cookie', scope.cookies);
      return reply(response, 200, 'application/json; charset=utf-8', answers);
    }
    if (wantsEventStream(request)) return await streamOperation(question, response, scope, front);
    const { query } = question.params;
    const read = typeof query === 'string' && query !== '' ? front.documents.read(query) : undefined;
    if (read !== undefined && 'errors' in read) replyErrors(request, response, read.errors);
    else await answerOnce(question, request, response, scope, apollo);
  } catch (error) {
    replyErrors(request, response, clientErrors([asGraphqlError(error)], scope));
  }
  front.observations.ended({ way: 'http', scope, status: response.statusCode, startedAt });
}

/** The question with the text of the document it names. */
function known(question: Question, { trusted }: Front): Question {
  if (Array.isArray(question.body)) return question;
  const params = trusted.resolve(question.params);
  if (params === question.params) return question;
  const { variables, ...texts } = params;
  const given = Object.entries({ ...texts, variables: variables && JSON.stringify(variables) });
  const search = new URLSearchParams(
    given.filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
  return { ...question, params, body: question.body && params, search: `?${search}` };
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
  if (answer.body.kind === 'complete') send(response, answer.status ?? 200, {}, answer.body.string);
  else throw new Error('No operation is answered in parts.');
}
