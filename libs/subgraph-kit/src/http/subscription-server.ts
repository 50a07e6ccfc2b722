import type { Verifier } from '@ursa/passport';
import type { SubgraphRequest, SubgraphResponse } from '@ursa/transport';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { makeServer } from 'graphql-ws';
import { requestError } from '../errors/request-error.ts';
import type { Prepared } from '../execution/document-cache.ts';
import { requestIdOf } from '../execution/identify.ts';

/** What operations over WebSocket need of their subgraph. */
export interface StreamingApp {
  readonly schema: GraphQLSchema;
  readonly verifier: Verifier;
  readonly prepare: (text: string) => Prepared;
  readonly execute: (request: SubgraphRequest) => Promise<SubgraphResponse>;
  readonly subscribe: (request: SubgraphRequest) => AsyncIterable<SubgraphResponse>;
  readonly maxSubscriptionsPerSocket: number;
}

/**
 * The `graphql-transport-ws` protocol (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). The
 * socket itself is nobody's: every operation on it carries the passport of its own viewer, in
 * `payload.extensions.passport`.
 */
export function subscriptionServer(app: StreamingApp) {
  return makeServer({
    onSubscribe(socket, _id, payload) {
      const request = requestOf(payload);
      if (app.verifier.verify(request.passport) === undefined) {
        return [requestError('UNAUTHENTICATED', 'A valid passport is required.')];
      }
      if (Object.keys(socket.subscriptions).length > app.maxSubscriptionsPerSocket) {
        return [requestError('TOO_MANY_SUBSCRIPTIONS', 'This connection runs too many operations.')];
      }
      const prepared = app.prepare(request.query);
      if (!prepared.ok) return prepared.errors;
      // The engine goes by the request; graphql-ws needs the document to tell the kinds of operation apart.
      const { document } = prepared;
      const operationName = request.operationName;
      return { schema: app.schema, document, operationName, contextValue: request };
    },
    execute: (args) => app.execute(requestIn(args)) as never,
    // The iterator itself: graphql-ws ends a stream by its `return`.
    subscribe: (args) => app.subscribe(requestIn(args))[Symbol.asyncIterator]() as never,
    // Answers are masked and formatted already.
    onNext: (_socket, _id, _payload, _args, result) => withoutHeaders(result),
  });
}

function requestOf({ query, operationName, variables, extensions }: SubscribePayload): SubgraphRequest {
  const passport = extensions?.['passport'];
  return {
    query,
    passport: typeof passport === 'string' ? passport : '',
    requestId: requestIdOf(extensions?.['requestId']),
    ...(operationName != null && { operationName }),
    ...(variables != null && { variables }),
  };
}

function requestIn(args: ExecutionArgs): SubgraphRequest {
  return args.contextValue as SubgraphRequest;
}

function withoutHeaders(result: object): FormattedExecutionResult {
  const { headers: _, ...told } = result as SubgraphResponse;
  return told as FormattedExecutionResult;
}
