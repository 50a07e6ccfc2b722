import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, parse, print, visit } from 'graphql';
import type { FixedField } from '../supergraph/fixed-fields.ts';

/** A plan in which fields of ours are written as what they stand for: subgraphs know nothing of them. */
export function writtenOut(plan: QueryPlan, fixed: ReadonlyMap<string, FixedField>): QueryPlan {
  const { node } = plan;
  if (fixed.size === 0 || node === undefined) return plan;
  if (node.kind !== 'Subscription') return { ...plan, node: nodeOut(node, fixed) };
  const { primary, rest } = node;
  return {
    ...plan,
    node: { ...node, primary: fetchOut(primary, fixed), ...(rest && { rest: nodeOut(rest, fixed) }) },
  };
}

function nodeOut(node: PlanNode, fixed: ReadonlyMap<string, FixedField>): PlanNode {
  const each = (inner: PlanNode): PlanNode => nodeOut(inner, fixed);
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(each) };
    case 'Flatten':
      return { ...node, node: each(node.node) as typeof node.node };
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause && { ifClause: each(node.ifClause) }),
        ...(node.elseClause && { elseClause: each(node.elseClause) }),
      };
    case 'Fetch':
      return fetchOut(node, fixed);
    case 'Defer': {
      const part = <Part extends { node?: PlanNode }>(of: Part): Part => ({
        ...of,
        ...(of.node && { node: each(of.node) }),
      });
      return { ...node, primary: part(node.primary), deferred: node.deferred.map(part) };
    }
    default:
      return node;
  }
}

function fetchOut(node: FetchNode, fixed: ReadonlyMap<string, FixedField>): FetchNode {
  const document = visit(parse(node.operation, { noLocation: true }), {
    Field: {
      leave(field) {
        const meant = fixed.get(field.name.value);
        if (meant === undefined) return undefined;
        const name = { kind: Kind.NAME, value: meant.field } as const;
        return { ...field, alias: field.name, name, arguments: meant.arguments };
      },
    },
  });
  return {
    ...node,
    operation: print(document),
    ...(node.requires && { requires: selectionsOut(node.requires, fixed) }),
  };
}

/** Of a representation: the value of ours goes under the name of the field that it stands for. */
export function selectionsOut(
  selections: readonly QueryPlanSelectionNode[],
  fixed: ReadonlyMap<string, FixedField>,
): QueryPlanSelectionNode[] {
  return selections.map((selection) => {
    const inner = selection.selections && selectionsOut(selection.selections, fixed);
    if (selection.kind === 'InlineFragment') return { ...selection, selections: inner ?? [] };
    const meant = fixed.get(selection.name);
    return {
      ...selection,
      ...(inner && { selections: inner }),
      ...(meant && { alias: meant.field }),
    };
  });
}
