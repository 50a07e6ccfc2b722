import { operationFromDocument } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { LoadedSupergraph } from './supergraph.ts';

/** Decides which fetches an operation takes, and in which order. */
export interface Planner {
  /** The plan of a validated operation. Throws a GraphQLError when there is none. */
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan;
}

/** The same where plans may take their time: somewhere else than here. */
export interface PlanSource {
  plan(document: DocumentNode, operationName: string | undefined): QueryPlan | Promise<QueryPlan>;
}

/** Apollo's planner (@apollo/query-planner). */
export function apolloPlanner({ supergraph, apiSchema }: LoadedSupergraph): Planner {
  const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } });
  return {
    plan(document, operationName) {
      const options = operationName === undefined ? {} : { operationName };
      return planner.buildQueryPlan(operationFromDocument(apiSchema, document, options));
    },
  };
}
