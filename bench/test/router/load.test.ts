import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Load } from '../../router/load/load.ts';
import { Answers } from '../../router/stubs/answers.ts';

const subgraph = new Answers('products', (json) => json);
const body = JSON.stringify({ query: '{ topProducts(first: 2) { name } }' });
const closings: (() => void)[] = [];
afterEach(() => {
  for (const close of closings.splice(0)) close();
});

/** A gateway that asks one subgraph, on behalf of whom `callerOf` says. */
async function gateway(callerOf: (authorization: string) => string): Promise<number> {
  const server = createServer(async (request, response) => {
    const [, stamp] = callerOf(request.headers.authorization ?? '').split(' ');
    await subgraph.to(body, stamp, (answer, sent) => void response.end(answer, sent));
  });
  closings.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const demand = { query: '{ topProducts(first: 2) { name } }', connections: 4, unique: true };

describe('the load', () => {
  test('counts what it was answered, for every caller apart', async () => {
    const load = new Load('honest', await gateway((authorization) => authorization), demand);
    expect(await load.first()).toEqual({
      topProducts: [{ name: 'Product 0 99999999' }, { name: 'Product 1 99999999' }],
    });
    const { count, latenciesMs } = await load.round(50);
    expect(count).toBeGreaterThanOrEqual(4);
    expect(latenciesMs).toHaveLength(count);
  });

  test('finds out a gateway that answers several callers with what was fetched for one', async () => {
    let first: string | undefined;
    const port = await gateway((authorization) => {
      first ??= authorization;
      return first;
    });
    const load = new Load('shared', port, demand);
    await load.first();
    await expect(load.round(50)).rejects.toThrow('shared answers with what was fetched for another caller');
  });

  test('takes requests that are alike to be one caller’s', async () => {
    let first: string | undefined;
    const port = await gateway((authorization) => {
      first ??= authorization;
      return first;
    });
    const load = new Load('shared', port, { ...demand, unique: false });
    await load.first();
    expect((await load.round(50)).count).toBeGreaterThan(0);
  });

  test('says what a gateway answers that refuses', async () => {
    const load = new Load('refusing', await gateway(() => ''), demand);
    await expect(load.first()).rejects.toThrow('does not say for whom');
  });
});
