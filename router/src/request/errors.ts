import type { ExecutionResult, FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';

/** Every `extensions.code` the router itself answers; README.md says what each one means. */
export type RouterErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_REQUEST'
  | 'BAD_USER_INPUT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_DOCUMENT_NOT_FOUND'
  | 'PERSISTED_DOCUMENT_REQUIRED'
  | 'OPERATION_TOO_LARGE'
  | 'UNAUTHORIZED_FIELD_OR_TYPE'
  | 'COST_ESTIMATED_TOO_EXPENSIVE'
  | 'COST_BUDGET_EXHAUSTED'
  | 'RATE_LIMITED'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'TOO_MANY_OPERATIONS'
  | 'TOO_MANY_CONNECTIONS'
  | 'PLANNING_TOO_LONG'
  | 'PLANNING_OVERLOADED'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** An error told to the client as it is; `status` is the answer's HTTP status. */
export function requestError(code: RouterErrorCode, message: string, status?: number): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code, ...(status !== undefined && { http: { status } }) },
  });
}

/** The HTTP status the first of these errors asks for. */
export function statusOf(errors: readonly GraphQLError[]): number | undefined {
  for (const { extensions } of errors) {
    const status = (extensions['http'] as { status?: number } | undefined)?.status;
    if (status !== undefined) return status;
  }
  return undefined;
}

/** An error as clients read it (GraphQL specification §7.1.2), without what is meant for the HTTP answer. */
export function forClient(error: GraphQLError): GraphQLFormattedError {
  const { extensions, ...rest } = error.toJSON();
  const { http, ...told } = extensions ?? {};
  return { ...rest, ...(Object.keys(told).length > 0 && { extensions: told }) };
}

/** The same, where what is absent may also be undefined. */
type Loose<T> = { [K in keyof T]: T[K] | undefined };

/** An answer as clients read it (GraphQL specification §7.1). */
export function answerForClient({
  errors,
  data,
  extensions,
}: Loose<ExecutionResult>): FormattedExecutionResult {
  return {
    ...(errors !== undefined && { errors: errors.map(forClient) }),
    ...(data !== undefined && { data }),
    ...(extensions !== undefined && { extensions }),
  };
}
