import type { OperationDefinitionNode } from 'graphql';
import { OperationTypeNode } from 'graphql';
import type { Data } from '../../engine/data.ts';
import type { TypesUnder } from '../../engine/plan/types.ts';
import { typesUnder } from '../../engine/plan/types.ts';
import type { ServedSupergraph } from '../../engine/served-supergraph.ts';
import { requestError } from '../../request/errors.ts';
import type { SelectedField } from '../selected-field.ts';
import { actualCost } from './actual.ts';
import type { Estimate } from './estimate.ts';
import { cost, estimateOf } from './estimate.ts';
import type { ListSizes } from './list-size.ts';
import type { WeightOf } from './weights.ts';
import { weights } from './weights.ts';

export interface DemandSettings extends ListSizes {
  /** Most that one operation may cost, as estimated. 0: as much as it likes. */
  readonly maxCost: number;
  /** Most that one viewer's operations may cost in a window; the allowance refills evenly. 0: no bound. */
  readonly budgetPerViewer: number;
  /** The same for an address without a viewer. */
  readonly budgetPerAddress: number;
  readonly budgetWindowMs: number;
}

/** What a mutation costs before anything in it. */
const mutationCost = 10;

/** What operations demand, by @cost and @listSize: estimated before they run, and measured in what they fetched. */
export class Demand {
  readonly weightOf: WeightOf;
  readonly #under: TypesUnder;
  readonly #maxCost: number;
  readonly #estimates = new WeakMap<readonly SelectedField[], Estimate>();

  constructor(loaded: ServedSupergraph, settings: DemandSettings) {
    this.weightOf = weights(loaded, settings);
    this.#under = typesUnder(loaded.wholeSchema);
    this.#maxCost = settings.maxCost;
  }

  estimate(operation: OperationDefinitionNode, fields: readonly SelectedField[], values: Data): number {
    let estimate = this.#estimates.get(fields);
    if (estimate === undefined) {
      estimate = estimateOf(fields, this.weightOf, cost);
      this.#estimates.set(fields, estimate);
    }
    return base(operation) + estimate(values);
  }

  /** Throws a GraphQLError when so much is too much for one operation. */
  limit(estimated: number): void {
    if (this.#maxCost === 0 || estimated <= this.#maxCost) return;
    throw requestError(
      'COST_ESTIMATED_TOO_EXPENSIVE',
      `An operation may cost ${this.#maxCost}; this one may cost ${Math.ceil(estimated)}.`,
      400,
    );
  }

  /** What was fetched for an operation, or for a part of it, costs. */
  actual(fields: readonly SelectedField[], values: Data, root: Data): number {
    return actualCost(root, fields, values, this.weightOf, this.#under);
  }
}

/** What an operation costs before anything in it. */
export function base({ operation }: OperationDefinitionNode): number {
  return operation === OperationTypeNode.MUTATION ? mutationCost : 0;
}
