import type { SubgraphResponse } from '@ursa/transport';
import { SubgraphUnavailable } from '@ursa/transport';
import type { PermittedPart } from '../../protection/admission.ts';
import type { Protection } from '../../protection/protection.ts';
import { requestError } from '../../request/errors.ts';
import type { Scope } from '../../request/scope.ts';
import type { TextAnswer, Variables } from '../answer.ts';
import { answerText } from '../answer.ts';
import { clientErrors } from '../client-errors.ts';
import type { Data } from '../data.ts';
import { own } from '../data.ts';
import { withoutDefer } from '../defer/defers.ts';
import type { Reader } from '../delivery.ts';
import { Delivery } from '../delivery.ts';
import type { Operation } from '../engine.ts';
import { asGraphqlError } from '../graphql-error.ts';
import { operationOf } from '../operation.ts';
import type { Plans } from '../plans.ts';
import type { ServedSupergraph } from '../served-supergraph.ts';
import { coerceVariables } from '../variables.ts';
import type { Audience } from './audience.ts';
import { audienceOf } from './audience.ts';
import type { ResumeSettings } from './events.ts';
import type { Watch } from './group.ts';
import { Groups } from './groups.ts';
import type { StreamEnd } from './member.ts';
import { afterVariable, cursorName } from './resumable.ts';
import type { RootField } from './root-field.ts';
import { rootFieldOf } from './root-field.ts';
import type { SubscriptionPlan } from './subscription-plan.ts';
import { SubscriptionPlans } from './subscription-plan.ts';
import type { StreamSource } from './upstream.ts';

export interface LiveSettings {
  /** How a broken stream of a subgraph is taken up again. */
  resume: ResumeSettings;
  /** Subgraphs whose answers depend on nobody. */
  publicSubgraphs: readonly string[];
  /** Fields of Subscription, in other subgraphs, whose events depend on nobody. */
  publicStreams: readonly string[];
}

/**
 * Runs subscriptions: the owning subgraph's stream, each event completed from the other subgraphs. Who would be told the
 * same shares both.
 */
export class Subscriptions {
  readonly #loaded: ServedSupergraph;
  readonly #plans: SubscriptionPlans;
  readonly #calls: Plans['callsOf'];
  readonly #groups: Groups;
  readonly #publicSubgraphs: ReadonlySet<string>;
  readonly #publicStreams: ReadonlySet<string>;
  readonly #protection: Protection;

  constructor(loaded: ServedSupergraph, plans: Plans, settings: LiveSettings, protection: Protection) {
    this.#loaded = loaded;
    this.#plans = new SubscriptionPlans(loaded.clientSchema, plans);
    this.#calls = (subgraph) => plans.callsOf(subgraph);
    this.#groups = new Groups(settings.resume);
    this.#publicSubgraphs = new Set(settings.publicSubgraphs);
    this.#publicStreams = new Set(settings.publicStreams);
    this.#protection = protection;
  }

  /** See `Engine.subscribe`. */
  async run(asked: Operation, scope: Scope, reader: Reader, from?: unknown): Promise<StreamEnd> {
    try {
      const operation = { ...asked, document: withoutDefer(asked.document) };
      const { clientSchema } = this.#loaded;
      const node = operationOf(operation, scope);
      this.#protection.measure(operation.variables);
      const coerced = coerceVariables(clientSchema, node, operation.variables);
      if ('errors' in coerced) {
        reader.take(new Delivery(coerced));
        return {};
      }
      const root = rootFieldOf(clientSchema, operation.document, node, coerced.values);
      const admission = await this.#protection.admit(operation.document, node, coerced.values, scope);
      if (!('permitted' in admission)) {
        reader.take(new Delivery(admission));
        return {};
      }
      const permitted = admission.permitted(operation.document, operation.operationName);
      const { document } = permitted;
      const part = operationOf({ ...operation, document }, scope);
      const plan = await this.#plans.of(document, part, operation.operationName);
      const variables = { sent: operation.variables, values: coerced.values };
      const watch = this.#watch(plan, root, variables, scope, permitted);
      const after = plan.resumable ? (from ?? root.after) : undefined;
      return await this.#groups.watch(watch, after, reader, scope.signal);
    } catch (error) {
      if (!scope.signal.aborted) reader.take(new Delivery(failure(error, scope)));
      return {};
    }
  }

  /** See `Engine.moveAway`. */
  moveAway(): void {
    this.#groups.moveAway();
  }

  #watch(
    plan: SubscriptionPlan,
    root: RootField,
    variables: Variables,
    scope: Scope,
    { projection: shape, oversight, restricts }: PermittedPart,
  ): Watch {
    const streamIsPublic = this.#publicStreams.has(root.name) || this.#isPublic(plan.primary.serviceName);
    const restIsPublic = [...plan.plan.subgraphs].every((name) => this.#isPublic(name));
    const audience = audienceOf(scope, streamIsPublic && restIsPublic);
    const projection = (shape ?? plan.projection)(variables.values);
    // Where a stream stands that tells no cursors nobody knows: one that began in the past is not for others.
    const fromBefore = !plan.resumable && root.after !== undefined;
    // Nor is one of which something is kept from this viewer.
    const alone = fromBefore || restricts ? scope.requestId : '';
    const source = this.#source(plan, root, variables.sent, audienceOf(scope, streamIsPublic), scope);
    return {
      key: `${plan.key} ${JSON.stringify(among(variables.sent, plan.variables))} ${audience.key} ${alone}`,
      source: { ...source, key: `${source.key} ${alone}` },
      fill: (event, signal) =>
        answerText(plan.plan, projection, variables, audience.scope(signal), { event, oversight }),
      failure: (error) => failure(error, scope),
    };
  }

  #source(
    { primary, resumable }: SubscriptionPlan,
    { responseName }: RootField,
    variables: Data,
    audience: Audience,
    { log }: Scope,
  ): StreamSource {
    const calls = this.#calls(primary.serviceName);
    const { operation: query, operationName, variableUsages = [] } = primary;
    const used = among(variables, variableUsages);
    return {
      key: `${primary.serviceName} ${query} ${JSON.stringify(used)} ${audience.key}`,
      open: (cursor, signal) =>
        calls.subscribe(
          {
            query,
            variables: resumable && cursor !== undefined ? { ...used, [afterVariable]: cursor } : used,
            ...(operationName !== undefined && { operationName }),
          },
          audience.scope(signal),
        ),
      cursorOf: ({ data }: SubgraphResponse) =>
        (data?.[responseName] as Data | null | undefined)?.[cursorName],
      log,
    };
  }

  #isPublic(subgraph: string): boolean {
    return this.#publicSubgraphs.has(subgraph);
  }
}

/** The variables of these names, as far as there are any. */
function among(variables: Data, names: readonly string[]): Data {
  const found: Data = {};
  for (const name of names) {
    const value = own(variables, name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function failure(error: unknown, scope: Scope): TextAnswer {
  return { errors: clientErrors([asGraphqlError(reasonOf(error))], scope) };
}

function reasonOf(error: unknown): unknown {
  if (!(error instanceof SubgraphUnavailable)) return error;
  return requestError('SUBGRAPH_UNAVAILABLE', `"${error.subgraph}" is unavailable.`);
}
