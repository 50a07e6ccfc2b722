import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { maskedMessage } from '../engine/client-errors.ts';
import type { Front } from '../front.ts';
import type { Scope } from '../request/scope.ts';

/** What Apollo Server carries to the execution; it copies this object, and the scope must stay one. */
export interface Carried {
  readonly scope: Scope;
}

type Options = ApolloServerOptionsWithGateway<Carried>;

/** Apollo Server speaks GraphQL over HTTP and persisted queries; documents and execution are ours. */
export function apolloServer(front: Front): ApolloServer<Carried> {
  return new ApolloServer<Carried>({
    gateway: gatewayOf(front),
    documentStore: storeOf(front),
    // Decided where documents are validated.
    introspection: true,
    logger: front.log,
    // Forgery is refused before (request/forgery.ts), by rules that let a plain GET of a query through.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (told) => {
      const unexpected = told.extensions?.['code'] === 'INTERNAL_SERVER_ERROR';
      return unexpected ? { ...told, message: maskedMessage } : told;
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** The engine as Apollo Server wants one. */
function gatewayOf(front: Front): Options['gateway'] {
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: front.engine.schema, coreSupergraphSdl: front.engine.supergraphSdl });
      return () => undefined;
    },
    async load() {
      return {
        executor: ({ request, document, context }) =>
          front.engine.execute(
            { document, operationName: request.operationName, variables: request.variables ?? {} },
            (context as Carried).scope,
          ),
      };
    },
    async stop() {},
  };
}

/** Hands out what was parsed and validated before; its keys end in the document's SHA-256. */
function storeOf(front: Front): NonNullable<Options['documentStore']> {
  return {
    get: async (key) => front.documents.known(key.slice(-64)),
    set: async () => undefined,
    delete: async () => undefined,
  };
}
