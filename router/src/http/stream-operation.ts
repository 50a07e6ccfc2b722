import type { ServerResponse } from 'node:http';
import type { DocumentNode } from 'graphql';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Front } from '../front.ts';
import { requestError } from '../request/errors.ts';
import { resolveDocument } from '../request/resolve-document.ts';
import type { Scope } from '../request/scope.ts';
import { onExpiry } from '../streams/expiry.ts';
import { runOperation } from '../streams/run-operation.ts';
import { EventStream } from './event-stream.ts';
import type { Question } from './question.ts';

/**
 * Answers with an event stream until the operation ends, the client goes, its token expires or the router stops.
 * Throws a GraphQLError with its status before the stream has begun, never after.
 */
export async function streamOperation(
  question: Question,
  response: ServerResponse,
  scope: Scope,
  front: Front,
): Promise<void> {
  const resolved = resolveDocument(question.params, front.documents, front.persisted);
  if ('document' in resolved && question.method !== 'POST') {
    refuseMutation(resolved.document, resolved.params.operationName);
  }
  const stream = open(response, scope, front);
  if ('errors' in resolved) await stream.next({ errors: resolved.errors });
  else {
    const answers = runOperation({ ...resolved, scope, way: 'sse' }, front);
    for await (const answer of answers) await stream.next(answer);
  }
  stream.complete();
}

function refuseMutation(document: DocumentNode, operationName: string | undefined): void {
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.MUTATION) return;
  throw requestError('BAD_REQUEST', 'A mutation needs a POST request.', 405);
}

function open(response: ServerResponse, { subject, address }: Scope, front: Front): EventStream {
  const { connections, settings, stopping } = front;
  const giveBack = connections.take(subject, address);
  if (giveBack === undefined) throw requestError('TOO_MANY_CONNECTIONS', 'Too many streams are open.', 429);
  const stream = new EventStream(response, settings.streams);
  const breakOff = (): void => stream.breakOff();
  const callOff = onExpiry(subject, () => {
    void stream.next({ errors: [requestError('UNAUTHENTICATED', 'The access token has expired.')] });
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
