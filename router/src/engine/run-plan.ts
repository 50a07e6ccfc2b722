import type { ServiceMap } from '@apollo/gateway';
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import type { ExecutionResult } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Scope } from '../request/scope.ts';
import { clientErrors } from './client-errors.ts';
import type { Operation } from './engine.ts';
import { asGraphqlError } from './graphql-error.ts';
import type { LoadedSupergraph } from './supergraph.ts';

type RequestContext = Parameters<typeof executeQueryPlan>[2];

/** Runs a plan and shapes what it gathered into the operation's answer. Never rejects. */
export async function runPlan(
  plan: QueryPlan,
  sources: ServiceMap,
  loaded: LoadedSupergraph,
  operation: Operation,
  scope: Scope,
): Promise<ExecutionResult> {
  try {
    const context = buildOperationContext({
      schema: loaded.clientSchema,
      operationDocument: operation.document,
      ...(operation.operationName !== undefined && { operationName: operation.operationName }),
    });
    const request = requestContext(operation, scope);
    const result = await executeQueryPlan(
      plan,
      sources,
      request,
      context,
      loaded.wholeSchema,
      loaded.apiSchema,
    );
    const told = (result.errors ?? []).map(asGraphqlError);
    const errors = told.length === 0 && !result.data ? invalidValues(result.extensions) : told;
    return {
      ...(result.data !== undefined && { data: result.data }),
      ...(errors.length > 0 && { errors: clientErrors(errors, scope) }),
    };
  } catch (error) {
    return { errors: clientErrors([asGraphqlError(error)], scope), data: null };
  }
}

/** What the executor reads of the context Apollo Server would hand it. */
function requestContext({ variables }: Operation, scope: Scope): RequestContext {
  return {
    request: { variables },
    context: scope,
    metrics: {},
    logger: scope.log,
  } as unknown as RequestContext;
}

/**
 * Nulls in non-null places, which the executor tells in an extension. A reference to something the viewer may not see
 * is such a null: it reads as if the thing did not exist, without an error. Only when nothing is left of the answer
 * the client learns why.
 */
function invalidValues(extensions: Record<string, unknown> | undefined): GraphQLError[] {
  const found = extensions?.['valueCompletion'];
  if (!Array.isArray(found)) return [];
  return found.map(({ message, path }: GraphQLError) => new GraphQLError(message, { path: path ?? null }));
}
