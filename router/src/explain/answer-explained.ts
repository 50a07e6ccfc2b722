import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { clientErrors } from '../engine/client-errors.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { arrive, enter } from '../http/enter.ts';
import { readQuestion } from '../http/question.ts';
import { reply, replyErrors } from '../http/reply.ts';
import { clientOf } from '../request/client.ts';
import { answerForClient, requestError } from '../request/errors.ts';
import { checkParams } from '../request/params.ts';
import { Explanation } from './explanation.ts';

/** Whether the client asks for an explanation beside the answer: `/graphql?explain`. */
export function wantsExplanation({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && new URLSearchParams(url.split('?')[1]).has('explain');
}

/** Answers one query or mutation, and beside it `extensions.explain`: the plan, and what each fetch took. For development. */
export async function answerExplained(
  request: IncomingMessage,
  response: ServerResponse,
  front: Front,
): Promise<void> {
  const client = clientOf(request, front.settings.trustedProxyHops);
  const explanation = new Explanation();
  const scope = { ...arrive(request, response, client, front), explanation };
  const { engine, documents } = front;
  try {
    await enter(request, response, client, scope, front);
    const { params } = await readQuestion(request, front.settings.maxBodyBytes);
    const { query, operationName, variables } = checkParams(params);
    const read = documents.read(query);
    if ('errors' in read) return replyErrors(request, response, read.errors);
    const operation = { document: read.document, operationName, variables };
    if (getOperationAST(read.document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
      throw requestError('BAD_REQUEST', 'Subscriptions are not explained.', 400);
    }
    const answer = await engine.execute(operation, scope);
    const { ms } = explanation;
    const plan = answer.data === undefined ? null : await engine.queryPlan(operation);
    const explain = { ms, plan, fetches: explanation.fetches };
    const told = answerForClient({ ...answer, extensions: { ...answer.extensions, explain } });
    if (scope.cookies.length > 0) response.setHeader('set-cookie', scope.cookies);
    reply(response, 200, 'application/json; charset=utf-8', JSON.stringify(told));
  } catch (error) {
    replyErrors(request, response, clientErrors([asGraphqlError(error)], scope));
  }
}
