import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { Overrides } from './overrides.ts';
import { inOrder } from './plan/order/in-order.ts';
import { writtenOut } from './plan/written-out.ts';
import type { PlannedForm } from './supergraph/planned-form.ts';
import type { LoadedSupergraph } from './supergraph.ts';

/** Decides which fetches an operation takes, and in which order. */
export interface Planner {
  /** The plan of a validated operation. Throws a GraphQLError when there is none. */
  plan(document: DocumentNode, operationName: string | undefined, overrides?: Overrides): QueryPlan;
}

/** The same where plans may take their time: somewhere else than here. */
export interface PlanSource {
  plan(
    document: DocumentNode,
    operationName: string | undefined,
    overrides?: Overrides,
  ): QueryPlan | Promise<QueryPlan>;
}

/** Apollo's planner (@apollo/query-planner). */
export function apolloPlanner({
  supergraph,
  apiSchema,
  planned: { fixedFields, fieldSets, links },
}: Pick<LoadedSupergraph, 'supergraph' | 'apiSchema'> & {
  readonly planned: Pick<PlannedForm, 'fixedFields' | 'fieldSets' | 'links'>;
}): Planner {
  const mend =
    links.size > 0 ? inOrder({ schema: supergraph.schema.toGraphQLJSSchema(), fieldSets, links }) : undefined;
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
  return {
    plan(document, operationName, overrides) {
      const options = operationName === undefined ? {} : { operationName };
      const operation = operationFromDocument(apiSchema, document, options);
      const plan = planner.buildQueryPlan(operation, overrides && { overrideConditions: new Map(overrides) });
      return writtenOut(mend?.(plan) ?? plan, fixedFields);
    },
  };
}
