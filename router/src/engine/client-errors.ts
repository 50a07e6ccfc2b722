import { GraphQLError } from 'graphql';
import type { Scope } from '../request/scope.ts';

/** What a client is told of an error that is not its business. */
export const maskedMessage = 'Something went wrong here. When you report it, quote the request id.';

/** Codes under which an error's own words are for us, not for the client. */
const internal: ReadonlySet<unknown> = new Set([
  undefined,
  'INTERNAL_SERVER_ERROR',
  'DOWNSTREAM_SERVICE_ERROR',
]);

/** Makes errors fit for the client: those raised on purpose as they are, all others masked, and logged. */
export function clientErrors(errors: readonly GraphQLError[], scope: Scope): GraphQLError[] {
  return errors.map((error) => {
    // serviceName is the executor's own addition: which subgraph answers what is not part of the API.
    const { serviceName: subgraph, ...extensions } = error.extensions;
    const { path, nodes, message } = error;
    const where = { ...(path !== undefined && { path }), ...(nodes !== undefined && { nodes }) };
    if (!internal.has(extensions['code'])) return new GraphQLError(message, { ...where, extensions });
    scope.log.error({ err: error, subgraph, path }, 'An error was masked');
    return new GraphQLError(maskedMessage, {
      ...where,
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: scope.requestId },
    });
  });
}
