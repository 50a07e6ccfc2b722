import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { LaidFetch } from './laid-fetch.ts';
import { layOut, planOf } from './laid-fetch.ts';
import type { Part } from './part.ts';
import { partsOf } from './part.ts';
import { fills } from './places.ts';
import type { Requirements } from './strays.ts';

/**
 * Completes plans that were made for a supergraph that says less of what fields require than the subgraphs do: with all
 * that is required, each fetch as soon as what it needs is there. Other plans stay as they are.
 */
export function inOrder(requirements: Requirements): (plan: QueryPlan) => QueryPlan {
  return (plan) => {
    const { node } = plan;
    if (node === undefined) return plan;
    if (node.kind !== 'Subscription') return { ...plan, node: nodeInOrder(node, requirements) };
    const primary: LaidFetch = { node: node.primary, path: [], when: [], after: [] };
    const rest = node.rest ? layOut(node.rest, { path: [], when: [], after: [primary] }) : [];
    const [[first] = [], ...others] = stagesOf([primary, ...rest], requirements) ?? [];
    if (first === undefined) return plan;
    return { ...plan, node: { ...node, primary: first.node, rest: planOf(others) } };
  };
}

function nodeInOrder(node: PlanNode, requirements: Requirements): PlanNode {
  if (node.kind !== 'Defer') {
    const stages = stagesOf(layOut(node), requirements);
    return stages === undefined ? node : planOf(stages);
  }
  const inTurn = <Part extends { node?: PlanNode }>(part: Part): Part =>
    part.node === undefined ? part : { ...part, node: nodeInOrder(part.node, requirements) };
  return { ...node, primary: inTurn(node.primary), deferred: node.deferred.map(inTurn) };
}

/** The fetches by when they can be done. Undefined: the plan has all of them, and knows the order. */
function stagesOf(
  laid: readonly LaidFetch[],
  requirements: Requirements,
): (readonly LaidFetch[])[] | undefined {
  const all = laid.flatMap((each) => partsOf(each, requirements));
  if (!all.some(({ isNew }) => isNew)) return undefined;
  const parts = once(all);
  const stages: Part[][] = [];
  const done = new Set<Part>();
  while (done.size < parts.length) {
    const next = parts.filter(
      (part) => !done.has(part) && waitsFor(part, parts).every((other) => done.has(other)),
    );
    if (next.length === 0) throw new Error('Fetches of a plan wait for each other.');
    for (const part of next) done.add(part);
    stages.push(next);
  }
  return stages.map((stage) => stage.map(({ fetch }) => fetch));
}

/** Without what was added and comes anyhow. */
function once(parts: readonly Part[]): Part[] {
  return parts.filter(
    (part, at) =>
      !part.isNew ||
      !parts.some((other, before) => (!other.isNew || before < at) && other !== part && brings(other, part)),
  );
}

/** Whether a part brings all that another one does. */
function brings({ fetch: one, brings: places }: Part, { fetch: other, brings: wanted }: Part): boolean {
  const isAlike =
    one.node.serviceName === other.node.serviceName && one.path.join('.') === other.path.join('.');
  const isThere = one.when.every((condition) => other.when.includes(condition));
  return isAlike && isThere && wanted.every((place) => fills(places, place));
}

/** What has to be there first. */
function waitsFor(part: Part, parts: readonly Part[]): readonly Part[] {
  if (part.isChange) return parts.filter((other) => isBefore(other, part));
  return part.reads.flatMap((place) => {
    const bringing = parts.filter((other) => other !== part && fills(other.brings, place));
    const before = bringing.filter((other) => isBefore(other, part));
    return before.length > 0 ? before : bringing;
  });
}

function isBefore(one: Part, other: Part): boolean {
  return other.after.includes(one.planned) && !(one.isNew && one.planned === other.planned);
}
