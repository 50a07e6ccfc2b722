import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { defaultSettings } from '../../src/index.ts';
import { openSocket } from '../world/socket.ts';
import type { World } from '../world/world.ts';
import { startWorld } from '../world/world.ts';

const query = 'subscription { noteAdded(after: "0") { note { text } } }';
const total = 400;

/** One client that stops reading, and one that goes on; answers once the latter has everything. */
async function flood({ url, stream }: World) {
  const slow = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise((resolve) =>
    slow.on('close', (code, reason) => resolve([code, reason.toString()])),
  );
  slow.on('open', () => slow.send('{"type":"connection_init"}'));
  slow.once('message', () => {
    slow.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    slow.pause();
  });
  const healthy = openSocket(url).run(query);
  await waitFor(() => stream.followers === 2);
  for (let i = 0; i < total; i += 1) stream.add('x'.repeat(100_000));
  await waitFor(() => healthy.answers.length === total, { timeoutMs: 15_000 });
  return { slow, closed };
}

it('closes the socket of a client that takes nothing for too long, and no other', async () => {
  const world = await startWorld({ streams: { ...defaultSettings.streams, stallTimeoutMs: 1_500 } });
  const { slow, closed } = await flood(world);
  await waitFor(() => world.logged.some(({ msg }) => msg === 'A client takes nothing'));
  slow.resume();
  expect(await closed).toEqual([4008, 'Too slow']);
  await waitFor(() => world.stream.followers === 1);
});

it('does not wait for it to wake up', async () => {
  const world = await startWorld({ streams: { ...defaultSettings.streams, stallTimeoutMs: 200 } });
  const { slow } = await flood(world);
  await waitFor(() => world.stream.followers === 1);
  slow.terminate();
});
