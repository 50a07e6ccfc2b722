import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { GraphQLError, parse } from 'graphql';
import type { Step } from './run.ts';
import { fieldsOn, operationIn, responseName } from './selected.ts';

/**
 * Tells of root fields that a plan asks nobody for: of what is selected of them, no subgraph could answer anything.
 * Undefined: there are none.
 */
export function tellUnanswered(
  document: DocumentNode,
  node: PlanNode | SubscriptionNode | undefined,
): Step | undefined {
  const asked = new Set(
    rootFetches(node).flatMap((operation) => rootNames(parse(operation, { noLocation: true }))),
  );
  const unanswered = rootNames(document).filter((name) => !asked.has(name));
  if (unanswered.length === 0) return undefined;
  return async (run) => {
    for (const name of unanswered) {
      if (run.visible([name]).length === 0) continue;
      run.errors.push(new GraphQLError(`No subgraph can answer "${name}".`, { path: [name] }));
    }
  };
}

function rootNames(document: DocumentNode): string[] {
  const fields = fieldsOn(document, operationIn(document).selectionSet, undefined, () => new Set());
  return fields.filter(({ name }) => !name.value.startsWith('__')).map(responseName);
}

function rootFetches(node: PlanNode | SubscriptionNode | undefined): string[] {
  switch (node?.kind) {
    case 'Fetch':
      return node.requires === undefined ? [node.operation] : [];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(rootFetches);
    case 'Condition':
      return [...rootFetches(node.ifClause), ...rootFetches(node.elseClause)];
    case 'Subscription':
      return rootFetches(node.primary);
    default:
      return [];
  }
}
