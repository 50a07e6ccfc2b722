import { OperationTypeNode } from 'graphql';
import type { Admission } from '../protection/admission.ts';
import type { ProtectionSettings } from '../protection/protection.ts';
import { Protection } from '../protection/protection.ts';
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
import type { Planner } from './planner.ts';
import { apolloPlanner } from './planner.ts';
import type { PlansSettings } from './plans.ts';
import { Plans } from './plans.ts';
import type { SubgraphCalls } from './subgraph-calls.ts';
import type { ResumeSettings } from './subscription/events.ts';
import { Subscriptions } from './subscription/subscriptions.ts';
import type { LoadedSupergraph } from './supergraph.ts';
import { coerceVariables } from './variables.ts';

export interface CompiledEngineSettings extends PlansSettings, ProtectionSettings {
  resume: ResumeSettings;
}

/** The engine that compiles each plan once and runs it many times. */
export function compiledEngine(
  loaded: LoadedSupergraph,
  calls: readonly SubgraphCalls[],
  settings: CompiledEngineSettings,
  planner: Planner = apolloPlanner(loaded),
): Engine {
  const plans = new Plans(loaded, planner, calls, settings);
  const protection = new Protection(loaded, settings);
  const subscriptions = new Subscriptions(loaded, plans, settings.resume, protection);

  const run = (
    { document, operationName }: Operation,
    variables: Variables,
    scope: Scope,
    admission: Admission,
  ): Promise<TextAnswer> => {
    const { document: permitted, projection, oversight } = admission.permitted(document, operationName);
    const plan = plans.of(permitted, operationName);
    const shape = (projection ?? plan.projection)(variables.values);
    return answerText(plan, shape, variables, scope, { oversight });
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
      protection.measure(operation.variables);
      const coerced = coerceVariables(loaded.clientSchema, node, operation.variables);
      if ('errors' in coerced) return coerced;
      const admission = await protection.admit(operation.document, node, coerced.values, scope);
      if (!('permitted' in admission)) return admission;
      const variables = { sent: operation.variables, values: coerced.values };
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
    } catch (error) {
      return { errors: clientErrors([asGraphqlError(error)], scope) };
    }
  };

  return {
    schema: loaded.clientSchema,
    supergraphSdl: loaded.sdl,
    executeText,
    execute: async (operation, scope) => asResult(await executeText(operation, scope)),
    subscribe: (operation, scope) => subscriptions.run(operation, scope),
  };
}
