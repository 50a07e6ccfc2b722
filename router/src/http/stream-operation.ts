import type { IncomingMessage, ServerResponse } from 'node:http';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { hasDefer } from '../engine/defer/defers.ts';
import { Delivery } from '../engine/delivery.ts';
import type { Front } from '../front.ts';
import { requestError } from '../request/errors.ts';
import { checkParams } from '../request/params.ts';
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
  const { query, operationName } = question.params;
  const read = typeof query === 'string' ? front.documents.read(query) : undefined;
  const kind =
    read && 'document' in read
      ? getOperationAST(read.document, typeof operationName === 'string' ? operationName : null)?.operation
      : undefined;
  const format = streamFormat(request, kind);
  if (format === undefined) {
    const incremental = incrementalFormat(request);
    if (incremental === undefined || !read || 'errors' in read || !hasDefer(read.document)) return false;
    if (question.method !== 'POST') return false;
    const params = checkParams(question.params);
    await answerInParts({ document: read.document, params, scope }, incremental, response, front);
    return true;
  }
  const params = checkParams(question.params);
  if (kind === OperationTypeNode.MUTATION && question.method !== 'POST')
    throw requestError('BAD_REQUEST', 'A mutation needs a POST request.', 405);
  const stream = open(response, format, scope, front);
  if (read && 'document' in read)
    await runOperation({ document: read.document, params, scope, way: format.way }, front, stream);
  else stream.take(new Delivery({ errors: read?.errors ?? [] }));
  stream.complete();
  return true;
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
