import type { ExecutionResult, OperationDefinitionNode } from 'graphql';
import { OperationTypeNode } from 'graphql';
import type { Admission } from '../protection/admission.ts';
import type { ProtectionSettings } from '../protection/protection.ts';
import { Protection } from '../protection/protection.ts';
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

export interface CompiledEngineSettings extends PlansSettings, LiveSettings, ProtectionSettings {}

/** The engine that compiles each plan once and runs it many times. */
export function compiledEngine(
  loaded: ServedSupergraph,
  calls: readonly SubgraphCalls[],
  settings: CompiledEngineSettings,
  planner: PlanSource,
): Engine {
  const plans = new Plans(loaded, planner, calls, settings);
  const protection = new Protection(loaded, settings);
  const subscriptions = new Subscriptions(loaded, plans, settings, protection);

  const run = (
    { document, operationName }: Operation,
    variables: Variables,
    scope: Scope,
    admission: Admission,
  ): Promise<TextAnswer> => {
    const { document: permitted, projection, oversight } = admission.permitted(document, operationName);
    const plan = plans.of(permitted, operationName);
    const go = (made: CompiledPlan) => {
      const shape = (projection ?? made.projection)(variables.values);
      return answerText(made, shape, variables, scope, { oversight });
    };
    return plan instanceof Promise ? plan.then(go) : go(plan);
  };

  /** Runs an operation that is admitted, and settles what it has cost. */
  const admitted = async (
    operation: Operation,
    node: OperationDefinitionNode,
    variables: Variables,
    scope: Scope,
    admission: Admission,
  ): Promise<TextAnswer> => {
    const answered =
      node.operation === OperationTypeNode.QUERY
        ? await run(operation, variables, scope, admission)
        : await inTurn(
            mutationParts(operation.document, node).map(
              (document) => () => run({ ...operation, document }, variables, scope, admission),
            ),
          );
    const extensions = admission.settle();
    return extensions === undefined ? answered : { ...answered, extensions };
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
      protection.measure(operation.variables);
      const coerced = coerceVariables(loaded.clientSchema, node, operation.variables);
      if ('errors' in coerced) return coerced;
      const admission = await protection.admit(operation.document, node, coerced.values, scope);
      if (!('permitted' in admission)) return admission;
      const variables = { sent: operation.variables, values: coerced.values };
      return await admitted(operation, node, variables, scope, admission);
    } catch (error) {
      return { errors: clientErrors([asGraphqlError(error)], scope) };
    }
  };

  const executeInParts = async (asked: Operation, scope: Scope): Promise<ExecutionResult | AnswerInParts> => {
    try {
      const { operationName, variables: sent } = asked;
      const node = operationOf(asked, scope);
      protection.measure(sent);
      const coerced = coerceVariables(loaded.clientSchema, node, sent);
      if ('errors' in coerced) return coerced;
      const { values } = coerced;
      const document = settledDefers(asked.document, node, values);
      if (!hasDefer(document)) return asResult(await executeText(asked, scope));
      const admission = await protection.admit(document, node, values, scope);
      if (!('permitted' in admission)) return admission;
      const plan = await plans.of(document, operationName);
      // What is kept from the viewer is looked for in the whole answer: such a one comes whole.
      const variables = { sent, values };
      if (plan.deferred === undefined || admission.permitted(document, operationName).restricts) {
        const whole = { ...asked, document: withoutDefer(document) };
        return asResult(await admitted(whole, operationOf(whole, scope), variables, scope, admission));
      }
      const whole = plan.projection(values);
      return await new DeferRun(plan.deferred, whole, variables, scope, plans.under).first();
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
