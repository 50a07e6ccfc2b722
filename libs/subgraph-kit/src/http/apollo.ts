import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Log } from '@ursa/telemetry';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { maskFault } from '../errors/mask-errors.ts';
import { isRequestError } from '../errors/request-error.ts';
import type { Context } from '../execution/context.ts';
import type { Engine } from '../execution/engine.ts';

/** What Apollo Server carries from the HTTP request to its execution. */
export interface HttpOperation {
  readonly context: Context;
}

/**
 * Apollo Server for GraphQL over HTTP: methods, media types, status codes, parsing and validating once. It
 * executes through the same engine as every other way in.
 */
export async function startApollo(schema: GraphQLSchema, engine: Engine, log: Log) {
  const server = new ApolloServer<HttpOperation>({
    schema,
    introspection: true,
    // The passport header is asked for first, and no browser sends one across sites.
    csrfPrevention: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) => tell(formatted, error, log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      {
        requestDidStart: async () => ({
          responseForOperation: async ({ document, request, contextValue }) => {
            const { operationName, variables } = request;
            const { context } = contextValue;
            const { headers, ...result } = await engine.answer(
              { document, operationName, variables },
              context,
            );
            return {
              http: { ...(result.data === undefined && { status: 400 }), headers: new HeaderMap() },
              body: { kind: 'single', singleResult: result },
            };
          },
        }),
      },
    ],
  });
  await server.start();
  return server;
}

// What the engine answers is masked already; this is for what Apollo Server itself finds wrong with a request.
function tell(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  return isRequestError(error) ? formatted : maskFault(error, log);
}
