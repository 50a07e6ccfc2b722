import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { ConnectionInitMessage, ServerOptions, SubscribePayload } from 'graphql-ws';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { answerForClient, forClient, requestError } from '../request/errors.ts';
import { checkParams } from '../request/params.ts';
import { mutationHeaders, openScope } from '../request/scope.ts';
import { admit } from './admit.ts';
import type { Connection } from './connection.ts';
import type { Run } from './run-operation.ts';
import { runOperation } from './run-operation.ts';

/** An operation, and how to end it. */
interface Operation {
  run: Run;
  abort: AbortController;
}

/** What this router does on the messages of graphql-transport-ws. */
export function protocol(front: Front): ServerOptions<ConnectionInitMessage['payload'], Connection> {
  const { maxOperationsPerConnection, initTimeoutMs } = front.settings.streams;
  const run = ({ contextValue }: ExecutionArgs): AsyncGenerator<ExecutionResult, void> => {
    const operation = contextValue as Operation;
    return abortingFirst(runOperation(operation.run, front), operation.abort);
  };

  return {
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: ({ extra, connectionParams = {} }) => admit(extra, connectionParams, front),
    onSubscribe({ extra, subscriptions }, _id, payload) {
      // The new one is among them already.
      if (Object.keys(subscriptions).length > maxOperationsPerConnection) {
        return [
          requestError(
            'TOO_MANY_OPERATIONS',
            `A connection may run ${maxOperationsPerConnection} operations.`,
          ),
        ];
      }
      return prepare(extra, payload, front);
    },
    execute: run,
    subscribe: run,
    onError: (_context, _id, _payload, errors) => errors.map(forClient),
    onNext: (_context, _id, _payload, _args, answer) => answerForClient(answer),
  };
}

/** What graphql-ws is to run, or the errors it is to answer with. */
function prepare(
  { client, request, subject, headers }: Connection,
  payload: SubscribePayload,
  { documents, trusted, engine, log }: Front,
): ExecutionArgs | ReturnType<typeof asGraphqlError>[] {
  try {
    const params = checkParams(trusted.resolve({ ...payload }));
    const read = documents.read(params.query);
    if ('errors' in read) return [...read.errors];
    const abort = new AbortController();
    const scope = openScope({
      subject,
      address: client.address,
      headers,
      // A WebSocket answer sets no cookies: nothing of theirs travels.
      mutationHeaders: mutationHeaders({ 'user-agent': request.headers['user-agent'] }, undefined, client),
      tellsCost: payload.extensions?.['cost'] === true,
      signal: abort.signal,
      log,
    });
    const operation: Operation = { run: { document: read.document, params, scope, way: 'websocket' }, abort };
    return {
      schema: engine.schema,
      document: read.document,
      operationName: params.operationName,
      contextValue: operation,
    };
  } catch (error) {
    return [asGraphqlError(error)];
  }
}

/** A generator that waits for its next event cannot return; aborting makes it stop waiting. */
function abortingFirst<T>(answers: AsyncGenerator<T, void>, abort: AbortController): AsyncGenerator<T, void> {
  return {
    next: () => answers.next(),
    return: (value) => {
      abort.abort();
      return answers.return(value);
    },
    throw: (error) => {
      abort.abort();
      return answers.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      abort.abort();
      return answers[Symbol.asyncDispose]();
    },
  };
}
