import type { FetchNode, PlanNode } from '@apollo/query-planner';
import type { Condition } from '../condition.ts';
import type { PlanPath } from '../places.ts';

/** A fetch of a plan, out of the tree of which the plan is made. */
export interface LaidFetch {
  readonly node: FetchNode;
  /** Where it belongs. */
  readonly path: PlanPath;
  /** Under what it takes place. */
  readonly when: readonly Condition[];
  /** The fetches that the plan has done before. */
  readonly after: readonly LaidFetch[];
}

/** A plan's fetches in its order. */
export function layOut(
  node: PlanNode,
  at: Omit<LaidFetch, 'node'> = { path: [], when: [], after: [] },
): LaidFetch[] {
  switch (node.kind) {
    case 'Fetch':
      return [{ ...at, node }];
    case 'Flatten':
      return layOut(node.node, { ...at, path: [...at.path, ...node.path.map(String)] });
    case 'Sequence': {
      const laid: LaidFetch[] = [];
      for (const each of node.nodes) laid.push(...layOut(each, { ...at, after: [...at.after, ...laid] }));
      return laid;
    }
    case 'Parallel':
      return node.nodes.flatMap((each) => layOut(each, at));
    case 'Condition': {
      const { condition: variable, ifClause, elseClause } = node;
      const branch = (is: boolean, clause: PlanNode | undefined) =>
        clause === undefined ? [] : layOut(clause, { ...at, when: [...at.when, { variable, is }] });
      return [...branch(true, ifClause), ...branch(false, elseClause)];
    }
    case 'Defer':
      throw new Error('What is deferred is no part of what comes first.');
  }
}

/** A plan that does these fetches, those of one stage at a time. */
export function planOf(stages: readonly (readonly LaidFetch[])[]): PlanNode {
  return {
    kind: 'Sequence',
    nodes: stages.map((stage): PlanNode => ({ kind: 'Parallel', nodes: stage.map(nodeOf) })),
  };
}

function nodeOf({ node, path, when }: LaidFetch): PlanNode {
  const placed: PlanNode = path.length === 0 ? node : { kind: 'Flatten', path: [...path], node };
  return when.reduceRight<PlanNode>(
    (inner, { variable, is }) => ({
      kind: 'Condition',
      condition: variable,
      ...(is ? { ifClause: inner } : { elseClause: inner }),
    }),
    placed,
  );
}
