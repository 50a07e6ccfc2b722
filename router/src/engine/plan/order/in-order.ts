import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import type { LaidFetch } from './laid-fetch.ts';
import { layOut, planOf } from './laid-fetch.ts';
import type { Part } from './part.ts';
import { partsOf } from './part.ts';
import type { Place } from './places.ts';
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
  const isIn = (part: Part): boolean => done.has(part);
  while (done.size < parts.length) {
    const left = parts.filter((part) => !isIn(part));
    const next = left.filter((part) => waitsFor(part, parts).every(isIn));
    // What may be switched off may wait for each other: one of them goes by what is there.
    const one = left.find((part) => part.reads.every((place) => bringing(part, place, parts).some(isIn)));
    if (next.length === 0 && one !== undefined) next.push(one);
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

/** Whether a part brings all that another one does, to the same entities. */
function brings(one: Part, other: Part): boolean {
  const isAlike =
    one.fetch.node.serviceName === other.fetch.node.serviceName &&
    one.fetch.path.join('.') === other.fetch.path.join('.');
  const types = new Set(one.brings.map(({ type }) => type));
  return (
    isAlike &&
    isThereFor(one, other) &&
    other.brings.every((place) => types.has(place.type) && fills(one.brings, place, true))
  );
}

/** What has to be there first. */
function waitsFor(part: Part, parts: readonly Part[]): readonly Part[] {
  if (part.isChange) return parts.filter((other) => isBefore(other, part));
  return part.reads.flatMap((place) => whatBrings(part, place, parts));
}

/** What brings something that a part reads; also what was added, where the plan's own fetches may leave it out. */
function whatBrings(part: Part, place: Place, parts: readonly Part[]): readonly Part[] {
  const all = bringing(part, place, parts);
  const before = all.filter((other) => isBefore(other, part));
  if (before.length === 0) return all;
  const isSure = before.some((other) => isThereFor(other, part) && fills(other.brings, place, true));
  return isSure ? before : [...before, ...all.filter(({ isNew }) => isNew)];
}

function bringing(part: Part, place: Place, parts: readonly Part[]): readonly Part[] {
  return parts.filter((other) => other !== part && fills(other.brings, place));
}

/** Whether a part is fetched whenever the other one is. */
function isThereFor(one: Part, other: Part): boolean {
  return one.fetch.when.every((condition) =>
    other.fetch.when.some(({ variable, is }) => variable === condition.variable && is === condition.is),
  );
}

function isBefore(one: Part, other: Part): boolean {
  return other.after.includes(one.planned) && !(one.isNew && one.planned === other.planned);
}
