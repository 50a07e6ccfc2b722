import { requestError } from './errors.ts';

/** The parameters of one GraphQL request (GraphQL over HTTP, "Request parameters"). */
export interface Params {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** Checks parameters that must hold a document. Throws a GraphQLError with status 400. */
export function checkParams({ query, operationName, variables }: Record<string, unknown>): Params {
  if (typeof query !== 'string' || query === '') throw bad('"query" must be a document.');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw bad('"operationName" must be text.');
  if (!isAbsent(variables) && !isMap(variables)) throw bad('"variables" must be a map.');
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function bad(message: string): Error {
  return requestError('BAD_REQUEST', message, 400);
}
