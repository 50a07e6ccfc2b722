import type { PlanNode } from '@apollo/query-planner';
import type { Member } from './batch.ts';
import { compileBatch } from './batch.ts';
import type { Condition } from './condition.ts';
import { holds } from './condition.ts';
import type { PlanContext } from './context.ts';
import type { EntityFetch } from './entity-fetch.ts';
import { compileEntityFetches } from './entity-fetch.ts';
import type { PlanPath } from './places.ts';
import { compileRootFetch } from './root-fetch.ts';
import type { Step } from './run.ts';

/** One link of a chain of steps: a fetch of entities, which may join others, or anything else. */
type Link = { readonly when: readonly Condition[] } & (
  | { readonly fetch: EntityFetch }
  | { readonly step: Step }
);

const nothing: Step = async () => undefined;

/** Compiles a plan's node to what runs it. */
export function compilePlan(node: PlanNode | undefined, context: PlanContext): Step {
  return node === undefined ? nothing : inTurn(linksOf(node, [], [], context), context);
}

/** A node as a chain: sequences are laid out, paths and conditions are told to each link. */
function linksOf(
  node: PlanNode,
  path: PlanPath,
  when: readonly Condition[],
  context: PlanContext,
): readonly Link[] {
  switch (node.kind) {
    case 'Sequence':
      return node.nodes.flatMap((each) => linksOf(each, path, when, context));
    case 'Parallel':
      return [
        {
          when,
          step: atOnce(
            node.nodes.map((each) => linksOf(each, path, [], context)),
            context,
          ),
        },
      ];
    case 'Flatten':
      return linksOf(node.node, [...path, ...node.path.map(String)], when, context);
    case 'Condition': {
      const { condition: variable, ifClause, elseClause } = node;
      const branch = (is: boolean, clause: PlanNode | undefined) =>
        clause === undefined ? [] : linksOf(clause, path, [...when, { variable, is }], context);
      // Only one of the two runs: one after the other they are as fast as side by side.
      return [...branch(true, ifClause), ...branch(false, elseClause)];
    }
    case 'Fetch':
      return [
        node.requires === undefined
          ? { when, step: compileRootFetch(node, path, context) }
          : entityLink(compileEntityFetches(node, path, context), when, context),
      ];
    case 'Defer':
      throw new Error('Plans are made without @defer.');
  }
}

function entityLink(
  fetches: readonly [EntityFetch, ...EntityFetch[]],
  when: readonly Condition[],
  context: PlanContext,
): Link {
  const [fetch, ...others] = fetches;
  if (others.length === 0) return { when, fetch };
  const member = (each: EntityFetch): Member => ({ when: [], fetch: each });
  return { when, step: compileBatch([member(fetch), ...others.map(member)], context) };
}

function inTurn(links: readonly Link[], context: PlanContext): Step {
  const steps = links.map((link): Step => {
    if ('fetch' in link) return compileBatch([link], context);
    const { when, step } = link;
    return when.length === 0 ? step : async (run) => (holds(when, run.values) ? step(run) : undefined);
  });
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

/** Runs chains side by side. Fetches of entities that begin several are one request to each subgraph. */
function atOnce(chains: readonly (readonly Link[])[], context: PlanContext): Step {
  const waves = new Map<string, { members: Member[]; rest: (readonly Link[])[] }>();
  const steps: Step[] = [];
  for (const chain of chains) {
    const [first, ...rest] = chain;
    if (first === undefined) continue;
    if (!('fetch' in first)) {
      steps.push(inTurn(chain, context));
      continue;
    }
    const { subgraph } = first.fetch;
    const wave = waves.get(subgraph) ?? { members: [], rest: [] };
    waves.set(subgraph, wave);
    wave.members.push(first);
    if (rest.length > 0) wave.rest.push(rest);
  }
  for (const { members, rest } of waves.values()) {
    const batch = compileBatch(members as [Member, ...Member[]], context);
    const after = rest.length === 0 ? nothing : atOnce(rest, context);
    steps.push(async (run) => {
      await batch(run);
      await after(run);
    });
  }
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}
