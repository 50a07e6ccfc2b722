import { waitFor } from '@ursa/testkit';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { defineSubgraph } from '../src/index.ts';

const schema = 'type Query { slow: String } type Subscription { never: String }';

function slowSubgraph() {
  const gate = Promise.withResolvers<string>();
  let started = 0;
  const definition = defineSubgraph({
    name: 'slow',
    schema,
    resolvers: {
      Query: {
        slow() {
          started += 1;
          return gate.promise;
        },
      },
      Subscription: {
        never: {
          subscribe: () =>
            (async function* () {
              await new Promise(() => {});
            })(),
        },
      },
    },
  });
  return { definition, gate, started: () => started };
}

test('stopping lets running requests end, refuses new ones, and closes sockets in order', async () => {
  const { definition, gate, started } = slowSubgraph();
  const subgraph = await startTestSubgraph(definition);
  const url = await subgraph.listen();
  const passport = subgraph.passports.issue({ audience: 'slow', viewer: null, session: null, address: null });
  const overHttp = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ursa-passport': passport },
    body: '{"query":"{ slow }"}',
  });
  const here = subgraph.execute({ query: '{ slow }' });
  const stream = subgraph.subscribe({ query: 'subscription { never }' }).next();
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await waitFor(() => expect([started(), socket.readyState]).toEqual([2, WebSocket.OPEN]));

  const from = performance.now();
  const stopped = subgraph.running.stop(10_000);
  expect(await closed).toBe(1001);
  expect(await stream).toEqual({ done: true, value: undefined });
  expect(await subgraph.execute({ query: '{ slow }' })).toMatchObject({
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
  gate.resolve('done');
  expect(await (await overHttp).json()).toEqual({ data: { slow: 'done' } });
  expect(await here).toEqual({ data: { slow: 'done' } });
  await stopped;
  // The client keeps its connection for the next request; nobody waits for that.
  expect(performance.now() - from).toBeLessThan(5_000);
  await expect(fetch(url)).rejects.toThrow();
});

test('a request that does not end is cut off after the grace period', async () => {
  const { definition, started } = slowSubgraph();
  const subgraph = await startTestSubgraph(definition);
  const url = await subgraph.listen();
  const passport = subgraph.passports.issue({ audience: 'slow', viewer: null, session: null, address: null });
  const cut = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'ursa-passport': passport },
    body: '{"query":"{ slow }"}',
  });
  const rejected = expect(cut).rejects.toThrow();
  await waitFor(() => started() === 1);
  await subgraph.running.stop(50);
  await rejected;
});
