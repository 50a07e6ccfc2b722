import type { SubgraphResponse } from '@ursa/transport';
import type { GraphQLFormattedError } from 'graphql';
import type { Data } from '../data.ts';
import { own } from '../data.ts';
import { ask, askOnce } from './ask.ts';
import type { BatchWording } from './batch-wording.ts';
import { wordBatch } from './batch-wording.ts';
import type { Condition } from './condition.ts';
import { holds } from './condition.ts';
import type { PlanContext } from './context.ts';
import type { EntityFetch, EntitySelection } from './entity-fetch.ts';
import { tell } from './errors.ts';
import { Load } from './load.ts';
import { questionOf } from './question.ts';
import type { Run, Step } from './run.ts';

/** A fetch of entities and when it takes part. */
export interface Member {
  readonly when: readonly Condition[];
  readonly fetch: EntityFetch;
}

/** Wordings kept of one batch: members come and go with conditions and with what there is to complete. */
const maxWordings = 64;

/** Compiles fetches of entities from one subgraph that may go at the same time: into one request. */
export function compileBatch(members: readonly [Member, ...Member[]], context: PlanContext): Step {
  const calls = context.calls(members[0].fetch.subgraph);
  const selections = new Map(members.map(({ fetch: { selection } }) => [selection.key, selection]));
  const wordings = new Map<string, BatchWording>();
  const keyOf = (asked: readonly EntitySelection[]): string => asked.map(({ key }) => key).join('\n');

  const wordingOf = (asked: readonly EntitySelection[]): BatchWording => {
    const key = keyOf(asked);
    let wording = wordings.get(key);
    if (wording === undefined) {
      if (wordings.size >= maxWordings) wordings.clear();
      wording = wordBatch(asked);
      wordings.set(key, wording);
      context.places.set(key, (context.places.get(key) ?? 0) + 1);
    }
    return wording;
  };
  wordingOf([...selections.values()]);

  const fetch = async (run: Run, loads: readonly Load[]): Promise<void> => {
    const asked = loads.map(({ selection }) => selection);
    const wording = wordingOf(asked);
    const parts: Data = {};
    loads.forEach(({ representations }, at) => {
      parts[wording.parts[at]?.variable ?? ''] = representations;
    });
    const question = questionOf(wording, run.variables, parts);
    const twice = context.reads && (context.places.get(keyOf(asked)) ?? 0) > 1;
    const response = await (twice ? askOnce(run, calls, question, keyOf(asked)) : ask(run, calls, question));
    // What makes one part of it fail as a whole must not take the others along.
    if (response !== undefined && !response.data && loads.length > 1) {
      await Promise.all(loads.map((load) => fetch(run, [load])));
      return;
    }
    take(run, response, loads, wording, calls.name);
  };

  return async (run) => {
    const loads = new Map<string, Load>();
    const loadOf = ({ selection }: EntityFetch): Load => {
      const load = loads.get(selection.key) ?? new Load(selection);
      loads.set(selection.key, load);
      return load;
    };
    for (const { when, fetch: member } of members) {
      if (!holds(when, run.values)) continue;
      loadOf(member).gather(member, run, (narrower, object) => loadOf(narrower).add(narrower, object));
    }
    const asked = [...loads.values()].filter(({ representations }) => representations.length > 0);
    if (asked.length > 0) await fetch(run, asked);
  };
}

function take(
  run: Run,
  response: SubgraphResponse | undefined,
  loads: readonly Load[],
  { parts }: BatchWording,
  subgraph: string,
): void {
  const { data, errors = [] } = response ?? {};
  loads.forEach((load, at) => {
    const entities = data ? own(data, parts[at]?.alias ?? '') : undefined;
    const unfit = load.take(entities, run);
    if (unfit?.length) load.tellFailure(run, true, unfit);
    // An answer without data has an error that says why.
    if (unfit === undefined && (response === undefined || data || errors.length === 0))
      load.tellFailure(run, response !== undefined);
  });
  for (const error of errors) tellError(run, error, loads, parts, subgraph);
}

function tellError(
  run: Run,
  error: GraphQLFormattedError,
  loads: readonly Load[],
  parts: BatchWording['parts'],
  subgraph: string,
): void {
  const [alias, ...rest] = error.path ?? [];
  const load = loads[parts.findIndex((part) => part.alias === alias)];
  if (load === undefined) tell(run, subgraph, error, undefined);
  else load.tell(run, error, rest);
}
