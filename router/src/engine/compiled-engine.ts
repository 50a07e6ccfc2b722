import { OperationTypeNode } from 'graphql';
import { requestError } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import type { TextAnswer, Variables } from './answer.ts';
import { answerText, asResult } from './answer.ts';
import { clientErrors } from './client-errors.ts';
import type { Engine, Operation } from './engine.ts';
import { asGraphqlError } from './graphql-error.ts';
import { inTurn } from './in-turn.ts';
import { mutationParts } from './mutation-parts.ts';
import { operationOf } from './operation.ts';
import type { PlanSource } from './planner.ts';
import type { CompiledPlan, PlansSettings } from './plans.ts';
import { Plans } from './plans.ts';
import { prepare } from './prepare.ts';
import type { ServedSupergraph } from './served-supergraph.ts';
import type { SubgraphCalls } from './subgraph-calls.ts';
import type { ResumeSettings } from './subscription/events.ts';
import { Subscriptions } from './subscription/subscriptions.ts';
import { coerceVariables } from './variables.ts';

export interface CompiledEngineSettings extends PlansSettings {
  resume: ResumeSettings;
}

/** The engine that compiles each plan once and runs it many times. */
export function compiledEngine(
  loaded: ServedSupergraph,
  calls: readonly SubgraphCalls[],
  settings: CompiledEngineSettings,
  planner: PlanSource,
): Engine {
  const plans = new Plans(loaded, planner, calls, settings);
  const subscriptions = new Subscriptions(loaded, plans, settings.resume);

  const run = (
    { document, operationName }: Operation,
    variables: Variables,
    scope: Scope,
  ): Promise<TextAnswer> => {
    const plan = plans.of(document, operationName);
    const go = (made: CompiledPlan) => answerText(made, made.projection(variables.values), variables, scope);
    return plan instanceof Promise ? plan.then(go) : go(plan);
  };

  const executeText = async (operation: Operation, scope: Scope): Promise<TextAnswer> => {
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
      const variables = { sent: operation.variables, values: coerced.values };
      if (node.operation === OperationTypeNode.QUERY) return await run(operation, variables, scope);
      const parts = mutationParts(operation.document, node);
      return await inTurn(parts.map((document) => () => run({ ...operation, document }, variables, scope)));
    } catch (error) {
      return { errors: clientErrors([asGraphqlError(error)], scope) };
    }
  };

  return {
    schema: loaded.clientSchema,
    supergraphSdl: loaded.sdl,
    executeText,
    execute: async (operation, scope) => asResult(await executeText(operation, scope)),
    latest: (count) => plans.latest(count),
    prepare: (operation) => prepare(plans, loaded.clientSchema, operation),
    subscribe: (operation, scope) => subscriptions.run(operation, scope),
  };
}
