import type { ExecutionResult } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { requestError } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import { clientErrors } from './client-errors.ts';
import { SubgraphDataSource } from './data-source.ts';
import type { Engine, Operation } from './engine.ts';
import { asGraphqlError } from './graphql-error.ts';
import { inTurn } from './in-turn.ts';
import { mutationParts } from './mutation-parts.ts';
import { operationOf } from './operation.ts';
import { Plans } from './plans.ts';
import { runPlan } from './run-plan.ts';
import type { SubgraphCalls } from './subgraph-calls.ts';
import type { ResumeSettings } from './subscription/events.ts';
import { Subscriptions } from './subscription/subscriptions.ts';
import type { LoadedSupergraph } from './supergraph.ts';
import { coerceVariables } from './variables.ts';

export interface GatewayEngineSettings {
  /** Most characters of normalised documents whose plans are kept. */
  planCacheLength: number;
  resume: ResumeSettings;
}

/** The engine over Apollo's planner and executor (@apollo/query-planner, @apollo/gateway). */
export function gatewayEngine(
  loaded: LoadedSupergraph,
  calls: readonly SubgraphCalls[],
  settings: GatewayEngineSettings,
): Engine {
  const plans = new Plans(loaded, settings.planCacheLength);
  const sources = Object.fromEntries(calls.map((call) => [call.name, new SubgraphDataSource(call)]));
  const subscriptions = new Subscriptions(loaded, plans, calls, sources, settings.resume);

  const run = (operation: Operation, scope: Scope): Promise<ExecutionResult> =>
    runPlan(plans.of(operation.document, operation.operationName), sources, loaded, operation, scope);

  const execute = async (operation: Operation, scope: Scope): Promise<ExecutionResult> => {
    try {
      const node = operationOf(operation, scope);
      if (node.operation === OperationTypeNode.SUBSCRIPTION) {
        throw requestError(
          'BAD_REQUEST',
          'Subscriptions are answered over WebSocket and server-sent events.',
          400,
        );
      }
      const coerced = coerceVariables(loaded.clientSchema, node, operation.variables);
      if ('errors' in coerced) return coerced;
      if (node.operation === OperationTypeNode.QUERY) return await run(operation, scope);
      const parts = mutationParts(operation.document, node);
      return await inTurn(parts.map((document) => () => run({ ...operation, document }, scope)));
    } catch (error) {
      return { errors: clientErrors([asGraphqlError(error)], scope) };
    }
  };

  return {
    schema: loaded.clientSchema,
    supergraphSdl: loaded.sdl,
    execute,
    subscribe: (operation, scope) => subscriptions.run(operation, scope),
  };
}
