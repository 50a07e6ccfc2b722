import { parentPort } from 'node:worker_threads';
import { GraphQLError, parse, printSchema } from 'graphql';
import type { Planner } from '../planner.ts';
import { apolloPlanner } from '../planner.ts';
import { loadSupergraph } from '../supergraph.ts';
import { collectGarbage } from './collect-garbage.ts';
import type { Answer, Demand } from './messages.ts';

/** So long nothing is asked before memory is given back: reading a supergraph takes more than keeping it. Milliseconds. */
const idleMs = 2_000;
const planners = new Map<number, Planner>();
const idle = setTimeout(collectGarbage, idleMs);

parentPort?.on('message', (demand: Demand) => {
  if (demand.kind === 'close') planners.delete(demand.supergraph);
  else parentPort?.postMessage(answerOf(demand));
  idle.refresh();
});

function answerOf(demand: Exclude<Demand, { kind: 'close' }>): Answer {
  try {
    return demand.kind === 'open' ? open(demand) : plan(demand);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const planner = error instanceof GraphQLError && { planner: { extensions: error.extensions } };
    return { refused: { message, ...planner } };
  }
}

function open({ supergraph, sdl }: Extract<Demand, { kind: 'open' }>): Answer {
  const loaded = loadSupergraph(sdl);
  planners.set(supergraph, apolloPlanner(loaded));
  return { opened: { apiSdl: printSchema(loaded.clientSchema), subgraphs: loaded.subgraphs } };
}

function plan({ supergraph, ...wanted }: Extract<Demand, { kind: 'plan' }>): Answer {
  const { document, operationName, overrides } = wanted;
  const planner = planners.get(supergraph);
  if (planner === undefined) throw new Error('The supergraph is not open.');
  return { plan: planner.plan(parse(document, { noLocation: true }), operationName, overrides) };
}
