import { traced } from '@ursa/telemetry';
import type { SubgraphResponse } from '@ursa/transport';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLSchema } from 'graphql';
import { createSourceEventStream, execute, GraphQLError, getOperationAST } from 'graphql';
import { maskErrors } from '../errors/mask-errors.ts';
import { asRequestError, requestError } from '../errors/request-error.ts';
import type { Context } from './context.ts';
import type { EventStream } from './event-stream.ts';
import { eventStream } from './event-stream.ts';
import type { Observe } from './operation-metrics.ts';

/** An operation of a document that was parsed and validated. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** The one way operations are executed, whichever way they came in. */
export interface Engine {
  /** Runs a query or mutation. Never rejects. */
  answer(operation: Operation, context: Context): Promise<SubgraphResponse>;
  /** Runs a subscription; `stop` ends what its resolvers wait for. */
  stream(operation: Operation, context: Context, stop: AbortController): EventStream;
}

export interface EngineParts {
  /** The subgraph's. */
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** The context of the next event of a subscription. */
  readonly renew: (context: Context) => Context;
  readonly observe: Observe;
}

export function createEngine({ name, schema, renew, observe }: EngineParts): Engine {
  const argsOf = (
    { document, operationName, variables }: Operation,
    contextValue: Context,
  ): ExecutionArgs => ({
    schema,
    document,
    contextValue,
    operationName,
    variableValues: variables,
  });
  const run = (kind: string, args: ExecutionArgs, context: Context): Promise<SubgraphResponse> =>
    traced({ name: `${name} ${kind} ${args.operationName ?? ''}`.trim(), kind: 'server' }, async (span) => {
      const observed = observe();
      const response = respond(await execute(args), context);
      observed(kind, response.errors === undefined);
      if (response.errors !== undefined) span.fail(response.errors[0]?.message ?? '');
      return response;
    });

  return {
    async answer(operation, context) {
      const kind = kindOf(operation);
      if (kind === undefined) return refuse(unknownOperation(), context);
      if (kind === 'subscription') return refuse(wrongTransport(), context);
      return run(kind, argsOf(operation, context), context);
    },

    stream(operation, context, stop) {
      const args = argsOf(operation, context);
      return eventStream({
        stop,
        async open() {
          const kind = kindOf(operation);
          if (kind === undefined) return refuse(unknownOperation(), context);
          if (kind !== 'subscription') return run(kind, args, context);
          const source = await createSourceEventStream(args);
          return Symbol.asyncIterator in source ? source : respond(source, context);
        },
        answer(event) {
          const fresh = renew(context);
          return run('event', { ...args, rootValue: event, contextValue: fresh }, fresh);
        },
        broken: (error) => refuse(wrapped(error), context),
      });
    },
  };
}

function kindOf({ document, operationName }: Operation) {
  return getOperationAST(document, operationName)?.operation;
}

function respond({ data, errors }: ExecutionResult, context: Context): SubgraphResponse {
  // Without `data` nothing was executed: graphql-js found the variables wanting.
  const told = data === undefined ? errors?.map(asInputError) : errors;
  const headers = context.reply.headers();
  return {
    ...(data !== undefined && { data }),
    ...(told && { errors: maskErrors(told, context) }),
    ...(headers && { headers }),
  };
}

function asInputError(error: GraphQLError): GraphQLError {
  const thrown = error.path !== undefined;
  return thrown ? error : asRequestError('BAD_USER_INPUT', error);
}

function refuse(error: GraphQLError, context: Context): SubgraphResponse {
  return { errors: maskErrors([error], context) };
}

function wrapped(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

function unknownOperation(): GraphQLError {
  return requestError('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.');
}

function wrongTransport(): GraphQLError {
  return requestError('BAD_REQUEST', 'Subscriptions are served over WebSocket.');
}
