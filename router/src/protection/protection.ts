import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Data } from '../engine/data.ts';
import type { ServedSupergraph } from '../engine/served-supergraph.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import { exceededVariables } from '../limits/variable-limits.ts';
import { requestError } from '../request/errors.ts';
import type { Scope } from '../request/scope.ts';
import type { Admission } from './admission.ts';
import { admission } from './admission.ts';
import type { AuthorizationSettings, Refused } from './authorization/authorization.ts';
import { Authorization, everything } from './authorization/authorization.ts';
import type { PolicyChecks } from './authorization/policies.ts';
import type { DemandSettings } from './demand/demand.ts';
import { Demand } from './demand/demand.ts';
import type { Buckets, Draw, Lack } from './rates/buckets.ts';
import { inProcessBuckets } from './rates/in-process-buckets.ts';
import type { RatesSettings } from './rates/rates.ts';
import { holderOf, Rates } from './rates/rates.ts';
import type { SelectedField } from './selected-field.ts';
import { countFields, selectedFields } from './selected-field.ts';

export interface ProtectionSettings {
  readonly limits: OperationLimits;
  readonly authorization: AuthorizationSettings;
  readonly demand: DemandSettings;
  readonly rates: RatesSettings;
  /** The checks of policies, by their names in @policy. @default none: no policy holds */
  readonly policies?: PolicyChecks | undefined;
  /** Where what people use up is counted. @default in this process */
  readonly buckets?: Buckets | undefined;
}

/** Most fields of operations that are kept, fragments unfolded: a small document may unfold to many. */
const maxSelected = 500_000;

/** What stands between a validated operation and its plan: what of it may be run, for whom, and how much of it. */
export class Protection {
  readonly #schema: GraphQLSchema;
  readonly #settings: ProtectionSettings;
  readonly #authorization: Authorization | undefined;
  readonly #demand: Demand;
  readonly #rates: Rates;
  readonly #buckets: Buckets;
  // What is made of the fields is kept with them.
  readonly #selected = new LRUCache<OperationDefinitionNode, readonly SelectedField[]>({
    maxSize: maxSelected,
    sizeCalculation: (fields) => 1 + countFields(fields),
  });

  constructor(loaded: ServedSupergraph, settings: ProtectionSettings) {
    const { policies = {}, buckets = inProcessBuckets() } = settings;
    this.#schema = loaded.clientSchema;
    this.#settings = settings;
    this.#authorization = Authorization.over(loaded, this.#fieldsOf, policies, settings.authorization);
    this.#demand = new Demand(loaded, settings.demand);
    this.#rates = new Rates(loaded.clientSchema, this.#demand.weightOf, settings.rates);
    this.#buckets = buckets;
  }

  /** Throws a GraphQLError when the variables, not coerced yet, are larger than allowed. */
  measure(variables: object): void {
    const refused = exceededVariables(variables, this.#settings.limits);
    if (refused !== undefined) throw refused;
  }

  /**
   * Decides on an operation under its variables, coerced: how it may be run, or the answer that refuses it. Throws a
   * GraphQLError when it may not be run as it is, or not now.
   */
  async admit(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    values: Data,
    scope: Scope,
  ): Promise<Admission | Refused> {
    const fields = this.#fieldsOf(document, operation);
    const estimated = this.#demand.estimate(operation, fields, values);
    const streams = operation.operation === OperationTypeNode.SUBSCRIPTION;
    // A stream that goes on under another supergraph is admitted again. Other operations of one scope are those of a list.
    const before = streams ? null : scope.cost;
    scope.cost = { ...before, estimated: estimated + (before?.estimated ?? 0) };
    this.#demand.limit(estimated);
    const grant = (await this.#authorization?.grant(document, operation, values, scope)) ?? everything;
    if (typeof grant !== 'function') return grant;
    const budget = this.#budgetOf(estimated, scope);
    const draws = [...this.#rates.draws(fields, values, scope), ...(budget ? [budget] : [])];
    const drawn = draws.length > 0 ? this.#buckets.draw(draws) : undefined;
    const lack = drawn instanceof Promise ? await drawn : drawn;
    if (lack !== undefined) throw refusal(draws[lack.at], lack, scope);
    // Of a stream the estimate counts, whatever it brings.
    const counts = (scope.tellsCost || budget) && !streams;
    return admission({
      grant,
      operation,
      values,
      estimated,
      maxCost: this.#settings.demand.maxCost,
      told: scope.tellsCost,
      measure: counts ? (part, root) => this.#demand.actual(part, values, root) : undefined,
      fieldsOf: this.#fieldsOf,
      settle: (actual) => {
        if (scope.cost) scope.cost = { ...scope.cost, actual: actual + (scope.cost.actual ?? 0) };
        const left = estimated - actual;
        if (budget && left > 0) this.#buckets.putBack({ ...budget, amount: left });
      },
    });
  }

  #budgetOf(estimated: number, scope: Scope): Draw | undefined {
    const { budgetPerViewer, budgetPerAddress, budgetWindowMs } = this.#settings.demand;
    const capacity = scope.subject === null ? budgetPerAddress : budgetPerViewer;
    if (capacity === 0 || estimated === 0) return undefined;
    return { key: `${budgetKey} ${holderOf(scope)}`, amount: estimated, capacity, windowMs: budgetWindowMs };
  }

  readonly #fieldsOf = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): readonly SelectedField[] => {
    const known = this.#selected.get(operation) ?? selectedFields(this.#schema, document, operation);
    this.#selected.set(operation, known);
    return known;
  };
}

const budgetKey = 'cost';

function refusal(draw: Draw | undefined, { retryAfterMs }: Lack, scope: Scope): Error {
  const what = draw?.key.split(' ', 1)[0];
  const wait = retryAfterMs === null ? null : Math.ceil(retryAfterMs);
  if (wait !== null) scope.retryAfter?.(wait);
  const error =
    what === budgetKey
      ? requestError('COST_BUDGET_EXHAUSTED', 'Your operations have cost too much lately.', 429)
      : requestError(
          'RATE_LIMITED',
          what === 'operations' ? 'Too many operations lately.' : `Too many calls of ${what} lately.`,
          429,
        );
  error.extensions['retryAfterMs'] = wait;
  return error;
}
