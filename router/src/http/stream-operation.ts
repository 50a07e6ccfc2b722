import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { hasDefer } from '../engine/defer/defers.ts';
import { Delivery } from '../engine/delivery.ts';
import type { Front } from '../front.ts';
import { requestError } from '../request/errors.ts';
import type { Resolved } from '../request/resolve-document.ts';
import { resolveDocument } from '../request/resolve-document.ts';
import type { Scope } from '../request/scope.ts';
import { onExpiry } from '../streams/expiry.ts';
import { runOperation } from '../streams/run-operation.ts';
import { answerInParts } from './answer-in-parts.ts';
import { HttpStream } from './http-stream.ts';
import { incrementalFormat } from './incremental.ts';
import type { Question } from './question.ts';
import type { StreamFormat } from './stream-format.ts';
import { mayStream, streamFormat } from './streaming.ts';

/**
 * Answers with a stream when the client wants one: until the operation ends, the client goes, its token expires or the
 * router stops. False: it wants one answer in one piece. Rejects with a GraphQLError with its status before the stream
 * has begun, never after.
 */
export async function streamOperation(
  question: Question,
  request: IncomingMessage,
  response: ServerResponse,
  scope: Scope,
  front: Front,
): Promise<boolean> {
  if (!mayStream(request)) return false;
  const resolved = resolveDocument(question.params, front.documents, front.persisted);
  const operation = 'document' in resolved ? operationIn(resolved) : undefined;
  const format = streamFormat(request, operation?.operation);
  if (format === undefined) {
    const incremental = question.method === 'POST' ? incrementalFormat(request) : undefined;
    if (incremental === undefined || 'errors' in resolved || !hasDefer(resolved.document)) return false;
    await answerInParts({ ...resolved, scope }, incremental, response, front);
    return true;
  }
  if (operation?.operation === OperationTypeNode.MUTATION && question.method !== 'POST')
    throw requestError('BAD_REQUEST', 'A mutation needs a POST request.', 405);
  const stream = open(response, format, scope, front);
  if ('errors' in resolved) stream.take(new Delivery(resolved));
  else await runOperation({ ...resolved, scope, way: format.way }, front, stream);
  stream.complete();
  return true;
}

function operationIn({ document, params }: Exclude<Resolved, { errors: unknown }>) {
  return getOperationAST(document, params.operationName) ?? undefined;
}

function open(
  response: ServerResponse,
  format: StreamFormat,
  { subject, address }: Scope,
  front: Front,
): HttpStream {
  const { connections, settings, stopping } = front;
  const giveBack = connections.take(subject, address);
  if (giveBack === undefined) throw requestError('TOO_MANY_CONNECTIONS', 'Too many streams are open.', 429);
  const stream = new HttpStream(response, format, settings.streams);
  const breakOff = (): void => stream.breakOff();
  const callOff = onExpiry(subject, () => {
    const expired = requestError('UNAUTHENTICATED', 'The access token has expired.');
    stream.take(new Delivery({ errors: [expired] }));
    stream.complete();
  });
  stopping.addEventListener('abort', breakOff);
  response.once('close', () => {
    stopping.removeEventListener('abort', breakOff);
    callOff();
    giveBack();
  });
  return stream;
}
