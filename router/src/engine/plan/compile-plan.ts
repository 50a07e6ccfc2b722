import type { PlanNode } from '@apollo/query-planner';
import type { Member } from './batch.ts';
import { compileBatch } from './batch.ts';
import type { Chain, Link, Single } from './chain.ts';
import type { Condition } from './condition.ts';
import { holds } from './condition.ts';
import type { PlanContext } from './context.ts';
import type { EntityFetch } from './entity-fetch.ts';
import { compileEntityFetches } from './entity-fetch.ts';
import type { PlanPath } from './places.ts';
import { compileRootFetch } from './root-fetch.ts';
import type { Step } from './run.ts';
import type { Part } from './split/split-fetch.ts';
import { splitFetch } from './split/split-fetch.ts';
import { meetingChains, wavesOf } from './waves.ts';

const nothing: Step = async () => undefined;

/** Compiles a plan's node to what runs it. */
export function compilePlan(node: PlanNode | undefined, context: PlanContext): Step {
  return node === undefined ? nothing : inTurn(chainOf(node, [], [], context), context);
}

/** A node as a chain: sequences are laid out, paths and conditions are told to each link. */
function chainOf(node: PlanNode, path: PlanPath, when: readonly Condition[], context: PlanContext): Chain {
  switch (node.kind) {
    case 'Sequence':
      return node.nodes.flatMap((each) => chainOf(each, path, when, context));
    case 'Parallel':
      return [{ chains: node.nodes.map((each) => chainOf(each, path, when, context)) }];
    case 'Flatten':
      return chainOf(node.node, [...path, ...node.path.map(String)], when, context);
    case 'Condition': {
      const { condition: variable, ifClause, elseClause } = node;
      const branch = (is: boolean, clause: PlanNode | undefined) =>
        clause === undefined ? [] : chainOf(clause, path, [...when, { variable, is }], context);
      // Only one of the two runs: one after the other they are as fast as side by side.
      return [...branch(true, ifClause), ...branch(false, elseClause)];
    }
    case 'Fetch': {
      const { splitting } = context;
      const part = splitting ? splitFetch(node, path, context, splitting) : { node, path, parts: [] };
      return partsOf(part, when, context);
    }
    case 'Defer':
      throw new Error('Plans are made without @defer.');
  }
}

/** A fetch, and those that go on where it stops, side by side. */
function partsOf({ node, path, parts }: Part, when: readonly Condition[], context: PlanContext): Chain {
  const link =
    node.requires === undefined
      ? { when, step: compileRootFetch(node, path, context) }
      : entityLink(compileEntityFetches(node, path, context), when, context);
  if (parts.length === 0) return [link];
  return [link, { chains: parts.map((part) => partsOf(part, when, context)) }];
}

function entityLink(
  fetches: readonly [EntityFetch, ...EntityFetch[]],
  when: readonly Condition[],
  context: PlanContext,
): Link {
  const [fetch, ...others] = fetches;
  if (others.length === 0) return { when, fetch };
  const member = (each: EntityFetch): Member => ({ when, fetch: each });
  return { when: [], step: compileBatch([member(fetch), ...others.map(member)], context) };
}

function inTurn(chain: Chain, context: PlanContext): Step {
  const steps = chain.map((link): Step => {
    if ('chains' in link) return atOnce(link.chains, context);
    return 'fetch' in link ? compileBatch([link], context) : conditional(link);
  });
  const [only] = steps;
  return only !== undefined && steps.length === 1 ? only : sequence(steps);
}

/** Runs chains side by side; those that meet at subgraphs go in step with each other. */
function atOnce(chains: readonly Chain[], context: PlanContext): Step {
  return sideBySide(
    meetingChains(chains).map((group) => {
      const [only] = group;
      if (only !== undefined && group.length === 1) return inTurn(only, context);
      return sequence(wavesOf(group).map((wave) => compileWave(wave, context)));
    }),
  );
}

/** What runs at the same time: one request to each subgraph for all the entities that are fetched from it. */
function compileWave(wave: readonly Single[], context: PlanContext): Step {
  const batches = Map.groupBy(
    wave.filter((link) => 'fetch' in link),
    ({ fetch: { subgraph } }) => subgraph,
  );
  return sideBySide([
    ...wave.flatMap((link) => ('step' in link ? [conditional(link)] : [])),
    ...[...batches.values()].map((members) => compileBatch(members as [Member, ...Member[]], context)),
  ]);
}

function conditional({ when, step }: { readonly when: readonly Condition[]; readonly step: Step }): Step {
  if (when.length === 0) return step;
  return async (run) => (holds(when, run.values) ? step(run) : undefined);
}

function sequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function sideBySide(steps: readonly Step[]): Step {
  const [only] = steps;
  if (only !== undefined && steps.length === 1) return only;
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}
