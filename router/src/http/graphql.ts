import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientErrors } from '../engine/client-errors.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { clientOf } from '../request/client.ts';
import { requestError } from '../request/errors.ts';
import { resolveDocument } from '../request/resolve-document.ts';
import type { Scope } from '../request/scope.ts';
import { answerBatch } from './batch.ts';
import { allowCrossOrigin, replyPreflight } from './cors.ts';
import { arrive, enter } from './enter.ts';
import { answerType } from './media-type.ts';
import type { Question } from './question.ts';
import { readQuestion, requireQuery } from './question.ts';
import { reply, replyAnswer, replyErrors } from './reply.ts';
import { streamOperation } from './stream-operation.ts';
import { mayStream } from './streaming.ts';

/**
 * Answers `/graphql`: GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/), or a stream for those who ask
 * for one.
 */
export async function answerGraphql(
  request: IncomingMessage,
  response: ServerResponse,
  front: Front,
): Promise<void> {
  const startedAt = performance.now();
  const client = clientOf(request, front.settings.trustedProxyHops);
  allowCrossOrigin(request, response, client, front.settings.allowedOrigins);
  if (request.method === 'OPTIONS') return replyPreflight(response);
  const scope = arrive(request, response, client, front);
  try {
    await enter(request, response, client, scope, front);
    const asked = await readQuestion(request, front.settings.maxBodyBytes);
    if (asked.operations && !mayStream(request)) {
      const answers = await answerBatch(asked.operations, scope, front, front.settings.batchMaxOperations);
      if (scope.cookies.length > 0) response.setHeader('set-cookie', scope.cookies);
      reply(response, 200, 'application/json; charset=utf-8', answers);
      return front.observations.ended({ way: 'http', scope, status: 200, startedAt });
    }
    const question = { ...asked, params: front.trusted.resolve(asked.params) };
    if (await streamOperation(question, request, response, scope, front)) return;
    await answerOnce(question, request, response, scope, front);
  } catch (error) {
    replyErrors(request, response, clientErrors([asGraphqlError(error)], scope));
  }
  front.observations.ended({ way: 'http', scope, status: response.statusCode, startedAt });
}

async function answerOnce(
  { method, params: given }: Question,
  request: IncomingMessage,
  response: ServerResponse,
  scope: Scope,
  { documents, persisted, engine }: Front,
): Promise<void> {
  const type = answerType(request.headers.accept);
  if (type === undefined) throw requestError('BAD_REQUEST', 'Answers are JSON: "accept" must allow it.', 406);
  const resolved = resolveDocument(given, documents, persisted);
  if ('errors' in resolved) return replyErrors(request, response, resolved.errors);
  const { document, params } = resolved;
  if (method !== 'POST') requireQuery(document, params.operationName);
  const answer = await engine.executeText({ document, ...params }, scope);
  replyAnswer(response, type, answer, scope.cookies);
}
