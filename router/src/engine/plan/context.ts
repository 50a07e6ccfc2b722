import type { SubgraphCalls } from '../subgraph-calls.ts';
import type { FieldSets } from '../supergraph/field-sets.ts';
import type { FixedField } from '../supergraph/fixed-fields.ts';
import type { Splitting } from './split/split-fetch.ts';
import type { TypesUnder } from './types.ts';

/** What the parts of one plan are compiled with. */
export interface PlanContext {
  readonly under: TypesUnder;
  /** The names of interfaces: a subgraph that has one as an interface object calls the objects by it. */
  readonly interfaces: ReadonlySet<unknown>;
  readonly fieldSets: FieldSets;
  /** Fields of ours that stand for others with fixed arguments. */
  readonly fixedFields: ReadonlyMap<string, FixedField>;
  /** Throws when the supergraph names a subgraph that is not there. */
  calls(subgraph: string): SubgraphCalls;
  /** Counts the places of the plan where a question may be put. */
  readonly places: Map<string, number>;
  /** Where fetches are split; absent: nowhere. */
  readonly splitting?: Splitting;
  /** Whether answers may be used twice: not where changes lie between them. */
  readonly reads: boolean;
}
