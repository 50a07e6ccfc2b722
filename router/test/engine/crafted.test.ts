import type { ExecutionResult } from 'graphql';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { apolloPlanner } from '../../src/engine/planner.ts';
import type { Example } from './crafted/crafted.ts';
import type { Case } from './crafted/serve.ts';
import { cases, transportsOf } from './crafted/serve.ts';
import { anyScope, ourEngine } from './oracle/engine.ts';
import type { Asked } from './oracle/fakes.ts';
import { apolloGateway, gatewayPlanner } from './oracle/gateway.ts';

async function ours(crafted: Case, { query, variables = {}, failing = {} }: Example) {
  const asked: Asked[] = [];
  const transports = transportsOf(crafted, failing, asked);
  const engine = ourEngine(crafted.loaded, apolloPlanner(crafted.loaded), transports);
  const document = parse(query);
  expect(validate(crafted.loaded.clientSchema, document)).toEqual([]);
  const answer = await engine.execute({ document, operationName: undefined, variables }, anyScope());
  return { answer: plain(answer), asked };
}

async function gateways(crafted: Case, { query, variables = {}, failing = {} }: Example) {
  const transports = transportsOf(crafted, failing, []);
  const run = apolloGateway(crafted.loaded, gatewayPlanner(crafted.loaded), transports);
  try {
    return plain(await run({ document: parse(query), operationName: undefined, variables }));
  } catch {
    return {};
  }
}

function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result));
}

function toldErrors({ errors = [] }: ExecutionResult) {
  return errors.map(({ path, extensions }) => ({ path, code: extensions?.['code'] })).sort(byPath);
}

function byPath(one: { path?: unknown }, other: { path?: unknown }): number {
  return String(one.path) < String(other.path) ? -1 : 1;
}

describe.each(await cases())('$name', (crafted) => {
  it.each(crafted.examples)('$says', async (example) => {
    const { answer, asked } = await ours(crafted, example);
    if (example.open !== undefined) {
      expect(answer.data, 'it is answered now').not.toEqual(example.data);
      return;
    }
    const told = JSON.stringify({ answer, asked }, undefined, 1);
    expect(
      asked.filter(({ mistake }) => mistake),
      told,
    ).toEqual([]);
    expect(answer.data, told).toEqual(example.data);
    const errors = (example.errors ?? []).map(({ path, code = 'INTERNAL_SERVER_ERROR' }) => ({ path, code }));
    expect(toldErrors(answer), told).toEqual(errors.sort(byPath));
    if (example.asks !== undefined)
      expect(asked.map(({ subgraph }) => subgraph).sort(), told).toEqual([...example.asks].sort());
    const gateway = await gateways(crafted, example);
    if (example.gateway === undefined) expect(gateway.data ?? null, told).toEqual(example.data ?? null);
    else expect(gateway.data, `it answers right: ${told}`).not.toEqual(example.data);
  });
});
