import { waitFor } from '@ursa/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { defaultSettings } from '../../src/index.ts';
import { openSocket } from '../world/socket.ts';
import { startWorld } from '../world/world.ts';

const query = 'subscription { noteAdded { note { text } } }';
const total = 400;

/** A client that subscribes and then reads nothing until it is told to. */
function openSlow(url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  onTestFinished(() => socket.terminate());
  const closed = new Promise((resolve) =>
    socket.on('close', (code, reason) => resolve([code, reason.toString()])),
  );
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.once('message', () => {
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    socket.pause();
  });
  return { socket, closed };
}

const told = (logged: Record<string, unknown>[], message: string) => () =>
  logged.some(({ msg }) => msg === message);

it('closes the socket of a client that takes nothing for too long', async () => {
  const { url, stream, logged } = await startWorld({
    streams: { ...defaultSettings.streams, stallTimeoutMs: 1_500 },
  });
  const slow = openSlow(url);
  await waitFor(() => stream.followers === 1);
  for (let i = 0; i < total; i += 1) stream.add('x'.repeat(100_000));
  await waitFor(told(logged, 'A client takes nothing'));
  slow.socket.resume();
  expect(await slow.closed).toEqual([4008, 'Too slow']);
  await waitFor(() => stream.followers === 0);
});

it('does not wait for it to wake up', async () => {
  const { url, stream } = await startWorld({
    streams: { ...defaultSettings.streams, stallTimeoutMs: 200 },
  });
  openSlow(url);
  await waitFor(() => stream.followers === 1);
  for (let i = 0; i < total; i += 1) stream.add('x'.repeat(100_000));
  await waitFor(() => stream.followers === 0);
});

it.each([
  ['answers', { maxQueuedAnswers: 10 }],
  ['bytes', { maxQueuedBytes: 500_000 }],
])(
  'closes the socket of a client that is too many %s behind, and keeps no other waiting',
  async (_, bounds) => {
    const { url, stream, logged } = await startWorld({
      streams: { ...defaultSettings.streams, stallTimeoutMs: 20_000, ...bounds },
    });
    const slow = openSlow(url);
    await waitFor(() => stream.followers === 1);
    const healthy = openSocket(url).run(query);
    await waitFor(() => {
      stream.add('are you there?');
      return healthy.answers.length > 0;
    });
    for (let i = 0; i < total; i += 1) stream.add('x'.repeat(100_000));
    stream.add('the end');
    await waitFor(() => JSON.stringify(healthy.answers.at(-1)).includes('the end'), { timeoutMs: 15_000 });
    expect(healthy.answers.length).toBeGreaterThan(total);
    expect(told(logged, 'A client is too far behind')()).toBe(true);
    slow.socket.resume();
    expect(await slow.closed).toEqual([4008, 'Too slow']);
    expect(stream.opened).toEqual([undefined]);
  },
);
