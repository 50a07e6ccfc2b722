import { setTimeout as wait } from 'node:timers/promises';
import { waitFor } from '@ursa/testkit';
import type { GraphQLFormattedError } from 'graphql';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../world/ask.ts';
import { openSocket } from '../world/socket.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';
import { bombs, rawSocket } from './bombs.ts';

/** Longest wait for the router's health: a second, and more for a machine that throws the bombs as well. */
const longestMs = 5_000;

/** Asks for the router's health over and over; what is returned ends that, and tells the longest wait, in milliseconds. */
function watchHealth({ url }: World): () => Promise<number> {
  const done = new AbortController();
  onTestFinished(() => done.abort());
  let longest = 0;
  const watching = (async () => {
    while (!done.signal.aborted) {
      const started = performance.now();
      expect((await fetch(`${url}/health`)).status).toBe(200);
      longest = Math.max(longest, performance.now() - started);
      await wait(5);
    }
  })();
  return async () => {
    done.abort();
    await watching;
    return longest;
  };
}

const codesOf = (errors: unknown) =>
  new Set((errors as GraphQLFormattedError[]).map(({ extensions }) => extensions?.['code']));

it('turns every bomb away, on every transport, and answers for its health throughout', async () => {
  const world = await startWorld();
  const health = watchHealth(world);
  const socket = openSocket(world.url);
  for (const { name, code, query, variables = {} } of bombs) {
    const { data, errors = [], status } = await ask(world.url, query, { variables });
    expect(codesOf(errors), name).toEqual(new Set([code]));
    expect(errors.length, name).toBeLessThanOrEqual(51);
    expect(data, name).toBeUndefined();
    expect(status, name).toBe(400);

    const running = socket.run(query, variables);
    const refused = await running.done.then(
      () => running.answers[0]?.errors,
      (told) => told,
    );
    expect(codesOf(refused), name).toEqual(new Set([code]));

    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const body = JSON.stringify({ query, variables });
    const events = await (await fetch(`${world.url}/graphql`, { method: 'POST', headers, body })).text();
    const [, told = '{}'] = /data: (\{.*\})/.exec(events) ?? [];
    expect(codesOf(JSON.parse(told).errors), name).toEqual(new Set([code]));
  }
  expect(await health()).toBeLessThan(longestMs);
  expect(
    world.notes.requests.concat(world.people.requests).filter(({ query }) => query.includes('note')),
  ).toEqual([]);
});

it('outlives ten thousand subscriptions on one socket', async () => {
  const world = await startWorld();
  const health = watchHealth(world);
  const socket = await rawSocket(world.url);
  let refused = 0;
  socket.on('message', (text) => {
    const { type, payload } = JSON.parse(String(text));
    if (type === 'error' && payload[0].extensions.code === 'TOO_MANY_OPERATIONS') refused += 1;
  });
  const query = 'subscription { noteAdded { cursor } }';
  for (let id = 0; id < 10_000; id += 1) {
    socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query } }));
    if (id % 1_000 === 0) await wait(0);
  }
  await waitFor(() => refused === 9_900, { timeoutMs: 20_000 });
  // A hundred run, and have the subgraph's stream in common.
  expect(world.stream.followers).toBe(1);
  expect(await health()).toBeLessThan(longestMs);
  socket.terminate();
  await waitFor(() => world.stream.followers === 0);
});

it('outlives a message in pieces of one byte', async () => {
  const world = await startWorld();
  const health = watchHealth(world);
  const socket = await rawSocket(world.url);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let piece = 0; piece < 100_000 && socket.readyState === socket.OPEN; piece += 1) {
    socket.send('x', { fin: false });
    if (piece % 1_000 === 0) await wait(0);
  }
  expect(await closed).toBe(1008);
  expect(await health()).toBeLessThan(longestMs);
});

it.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])(
  'takes %s for a name like any other',
  async (name) => {
    const { url } = await startWorld();
    const variable = name === '__proto__' ? 'proto' : name;
    const query = `query ($${variable}: ID!) { ${name}: note(id: $${variable}) { ${name}: id author { ${name}: id } } }`;
    const variables = { [variable]: '7' };
    const told = `{"data":{"${name}":{"${name}":"7","author":{"${name}":"author-7"}}}}`;
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    expect((await response.text()).trim()).toBe(told);
    const { answers, done } = openSocket(url).run(query, variables);
    await done;
    expect(JSON.stringify(answers[0])).toBe(told);
  },
);

it('does not take __proto__ in a request for its prototype', async () => {
  const { url } = await startWorld();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"__proto__": {"query": "{ notes { id } }", "polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
  });
  expect(response.status).toBe(400);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
