import type { ExecutionArgs } from 'graphql';
import type { ConnectionInitMessage, ServerOptions, SubscribePayload } from 'graphql-ws';
import type { Reader } from '../engine/delivery.ts';
import { asGraphqlError } from '../engine/graphql-error.ts';
import type { Front } from '../front.ts';
import { forClient, requestError } from '../request/errors.ts';
import { checkParams } from '../request/params.ts';
import { mutationHeaders, openScope } from '../request/scope.ts';
import { admit } from './admit.ts';
import type { Connection } from './connection.ts';
import type { Outlet } from './outlet.ts';
import type { Run } from './run-operation.ts';
import { runOperation } from './run-operation.ts';
import { textFrameHeader } from './text-frame.ts';

/** An operation, who reads its answers, and how to end it. */
interface Operation {
  run: Run;
  reader: Reader;
  abort: AbortController;
}

/** What this router does on the messages of graphql-transport-ws. */
export function protocol(front: Front): ServerOptions<ConnectionInitMessage['payload'], Connection> {
  const { maxOperationsPerConnection, initTimeoutMs } = front.settings.streams;
  const run = ({ contextValue }: ExecutionArgs): AsyncGenerator<never, void> => {
    const { run, reader, abort } = contextValue as Operation;
    return untilEnd(() => runOperation(run, front, reader), abort);
  };

  return {
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: ({ extra, connectionParams = {} }) => admit(extra, connectionParams, front),
    onSubscribe({ extra, subscriptions }, id, payload) {
      // The new one is among them already.
      if (Object.keys(subscriptions).length > maxOperationsPerConnection) {
        return [
          requestError(
            'TOO_MANY_OPERATIONS',
            `A connection may run ${maxOperationsPerConnection} operations.`,
          ),
        ];
      }
      return prepare(extra, id, payload, front);
    },
    execute: run,
    subscribe: run,
    onError: (_context, _id, _payload, errors) => errors.map(forClient),
  };
}

/** What graphql-ws is to run, or the errors it is to answer with. */
function prepare(
  { client, request, subject, headers, outlet }: Connection,
  id: string,
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
    const operation: Operation = {
      run: { document: read.document, params, scope, way: 'websocket' },
      reader: readerOf(id, outlet),
      abort,
    };
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

const after = Buffer.from('}');

/** Writes answers as `next` messages of one operation: they differ from another client's in the id alone. */
function readerOf(id: string, outlet: Outlet): Reader {
  const before = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const message = { header: textFrameHeader, before, after };
  return {
    get hasRoom() {
      return outlet.hasRoom;
    },
    onRoom: (wake) => outlet.onRoom(wake),
    take: (answer) => outlet.send(answer.framed(message)),
  };
}

/** What graphql-ws holds of an operation whose answers go past it: something that ends, and can be ended. */
function untilEnd(run: () => Promise<void>, abort: AbortController): AsyncGenerator<never, void> {
  const end = async (): Promise<IteratorReturnResult<void>> => {
    abort.abort();
    return { done: true, value: undefined };
  };
  return {
    async next() {
      await run();
      return { done: true, value: undefined };
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      abort.abort();
    },
  };
}
