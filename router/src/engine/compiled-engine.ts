import type { ExecutionResult } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { requestError } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import type { TextAnswer, Variables } from './answer.ts';
import { answerText, asResult } from './answer.ts';
import { clientErrors } from './client-errors.ts';
import { DeferRun } from './defer/answer-in-parts.ts';
import { hasDefer, settledDefers, withoutDefer } from './defer/defers.ts';
import type { AnswerInParts } from './defer/parts.ts';
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
import type { LiveSettings } from './subscription/subscriptions.ts';
import { Subscriptions } from './subscription/subscriptions.ts';
import { coerceVariables } from './variables.ts';

export interface CompiledEngineSettings extends PlansSettings, LiveSettings {}

/** The engine that compiles each plan once and runs it many times. */
export function compiledEngine(
  loaded: ServedSupergraph,
  calls: readonly SubgraphCalls[],
  settings: CompiledEngineSettings,
  planner: PlanSource,
): Engine {
  const plans = new Plans(loaded, planner, calls, settings);
  const subscriptions = new Subscriptions(loaded, plans, settings);

  const run = (
    { document, operationName }: Operation,
    variables: Variables,
    scope: Scope,
  ): Promise<TextAnswer> => {
    const plan = plans.of(document, operationName);
    const go = (made: CompiledPlan) => answerText(made, made.projection(variables.values), variables, scope);
    return plan instanceof Promise ? plan.then(go) : go(plan);
  };

  const executeText = async (asked: Operation, scope: Scope): Promise<TextAnswer> => {
    try {
      const operation = { ...asked, document: withoutDefer(asked.document) };
      const node = operationOf(operation, scope);
      if (node.operation === OperationTypeNode.SUBSCRIPTION) {
        throw requestError(
          'BAD_REQUEST',
          'Subscriptions are answered over WebSocket, server-sent events and in parts.',
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

  const executeInParts = async (asked: Operation, scope: Scope): Promise<ExecutionResult | AnswerInParts> => {
    try {
      const { operationName, variables: sent } = asked;
      const node = operationOf(asked, scope);
      const coerced = coerceVariables(loaded.clientSchema, node, sent);
      if ('errors' in coerced) return coerced;
      const { values } = coerced;
      const document = settledDefers(asked.document, node, values);
      const plan = hasDefer(document) ? await plans.of(document, operationName) : undefined;
      if (plan?.deferred === undefined) return asResult(await executeText(asked, scope));
      const whole = plan.projection(values);
      return await new DeferRun(plan.deferred, whole, { sent, values }, scope, plans.under).first();
    } catch (error) {
      return { errors: clientErrors([asGraphqlError(error)], scope) };
    }
  };

  return {
    schema: loaded.clientSchema,
    supergraphSdl: loaded.sdl,
    executeText,
    execute: async (operation, scope) => asResult(await executeText(operation, scope)),
    executeInParts,
    queryPlan: async ({ document, operationName }) => planner.plan(document, operationName),
    latest: (count) => plans.latest(count),
    prepare: (operation) => prepare(plans, loaded.clientSchema, operation),
    subscribe: (operation, scope, reader, from) => subscriptions.run(operation, scope, reader, from),
    moveAway: () => subscriptions.moveAway(),
  };
}
