import { once } from 'node:events';
import { connect } from 'node:net';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { ask } from '../world/ask.ts';
import { startWorld } from '../world/world.ts';

it('waits for answers, not for connections that ask nothing', async () => {
  const { url, people, doors, stop } = await startWorld();
  const unused = connect(Number(new URL(url).port), '127.0.0.1');
  await once(unused, 'connect');
  const waiting = ask(url, '{ wait(name: "a") }');
  await waitFor(() => people.requests.some(({ query }) => query.includes('wait')));

  const started = performance.now();
  const stopped = stop();
  await once(unused.resume(), 'close');
  await expect(fetch(`${url}/health`)).rejects.toThrow();
  doors.open('a');
  expect((await waiting).data).toEqual({ wait: 'a' });
  await stopped;
  expect(performance.now() - started).toBeLessThan(5_000);
});

it('breaks event streams off without saying that they are complete', async () => {
  const { url, stream, stop } = await startWorld();
  const query = encodeURIComponent('subscription { noteAdded { cursor } }');
  const response = await fetch(`${url}/graphql?query=${query}`, { headers: { accept: 'text/event-stream' } });
  await waitFor(() => stream.followers === 1);
  stream.add('x');
  const text = response.text();
  await stop();
  expect(await text).not.toContain('event: complete');
  expect(stream.followers).toBe(0);
});

it('cuts off what lasts longer than the grace period', async () => {
  const { url, people, stop } = await startWorld({ graceMs: 100 });
  const waiting = ask(url, '{ wait(name: "for ever") }');
  await waitFor(() => people.requests.some(({ query }) => query.includes('wait')));
  const cut = expect(waiting).rejects.toThrow();
  await stop();
  await cut;
});
