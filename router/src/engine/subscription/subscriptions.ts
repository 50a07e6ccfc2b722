import type { SubgraphResponse } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { ExecutionResult } from 'graphql';
import type { Protection } from '../../protection/protection.ts';
import { requestError } from '../../request/errors.ts';
import type { Scope } from '../../request/scope.ts';
import { answer } from '../answer.ts';
import { clientErrors } from '../client-errors.ts';
import type { Operation } from '../engine.ts';
import { asGraphqlError } from '../graphql-error.ts';
import { operationOf } from '../operation.ts';
import type { Plans } from '../plans.ts';
import type { LoadedSupergraph } from '../supergraph.ts';
import { coerceVariables } from '../variables.ts';
import type { ResumeSettings } from './events.ts';
import { events } from './events.ts';
import { afterVariable, cursorName } from './resumable.ts';
import type { RootField } from './root-field.ts';
import { rootFieldOf } from './root-field.ts';
import type { SubscriptionPlan } from './subscription-plan.ts';
import { SubscriptionPlans } from './subscription-plan.ts';

/** Runs subscriptions: the owning subgraph's stream, each event completed from the other subgraphs. */
export class Subscriptions {
  readonly #loaded: LoadedSupergraph;
  readonly #plans: SubscriptionPlans;
  readonly #calls: Plans['callsOf'];
  readonly #resume: ResumeSettings;
  readonly #protection: Protection;

  constructor(loaded: LoadedSupergraph, plans: Plans, resume: ResumeSettings, protection: Protection) {
    this.#loaded = loaded;
    this.#plans = new SubscriptionPlans(loaded.clientSchema, plans);
    this.#calls = (subgraph) => plans.callsOf(subgraph);
    this.#resume = resume;
    this.#protection = protection;
  }

  /** One answer per event. Never rejects: when the stream fails, the last answer says why. */
  async *run(operation: Operation, scope: Scope): AsyncGenerator<ExecutionResult, void> {
    try {
      const { clientSchema } = this.#loaded;
      const node = operationOf(operation, scope);
      this.#protection.measure(operation.variables);
      const coerced = coerceVariables(clientSchema, node, operation.variables);
      if ('errors' in coerced) return yield coerced;
      const root = rootFieldOf(clientSchema, operation.document, node, coerced.values);
      const admission = await this.#protection.admit(operation.document, node, coerced.values, scope);
      if (!('permitted' in admission)) return yield admission;
      const { document, projection, oversight } = admission.permitted(
        operation.document,
        operation.operationName,
      );
      const plan = this.#plans.of(
        document,
        operationOf({ ...operation, document }, scope),
        operation.operationName,
      );
      const shape = (projection ?? plan.projection)(coerced.values);
      const variables = { sent: operation.variables, values: coerced.values };
      for await (const event of this.#events(plan, root, operation, scope)) {
        yield await answer(plan.plan, shape, variables, scope, { event, oversight });
      }
    } catch (error) {
      if (!scope.signal.aborted) yield { errors: clientErrors([asGraphqlError(reasonOf(error))], scope) };
    }
  }

  #events(
    { primary, resumable }: SubscriptionPlan,
    { responseName, after }: RootField,
    { variables }: Operation,
    scope: Scope,
  ): AsyncGenerator<SubgraphResponse, void> {
    const calls = this.#calls(primary.serviceName);
    const { operation: query, operationName, variableUsages = [] } = primary;
    const used = Object.fromEntries(
      variableUsages.filter((name) => name in variables).map((name) => [name, variables[name]]),
    );
    return events({
      open: (cursor) =>
        calls.subscribe(
          {
            query,
            variables: resumable && cursor !== undefined ? { ...used, [afterVariable]: cursor } : used,
            ...(operationName !== undefined && { operationName }),
          },
          scope,
        ),
      after,
      cursorOf: ({ data }) =>
        (data?.[responseName] as Record<string, unknown> | null | undefined)?.[cursorName],
      settings: this.#resume,
      signal: scope.signal,
      log: scope.log,
    });
  }
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof SubgraphUnavailable)) return error;
  return requestError('SUBGRAPH_UNAVAILABLE', `"${error.subgraph}" is unavailable.`);
}
