import { GraphQLError } from 'graphql';

/** The codes of errors raised on purpose; docs/errors.md says what each one means. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'BAD_USER_INPUT',
  'BAD_CURSOR',
  'NOT_FOUND',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'TOO_MANY_SUBSCRIPTIONS',
  'SUBGRAPH_UNAVAILABLE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const known: ReadonlySet<unknown> = new Set(errorCodes);

/** An error raised on purpose: its message and code reach the client as they are. */
export function requestError(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** Whether an error was raised on purpose. Everything else is masked. */
export function isRequestError(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && known.has(error.extensions['code']);
}

/** The same error under a code: for what graphql-js says about a request. */
export function asRequestError(code: ErrorCode, error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { code },
  });
}
