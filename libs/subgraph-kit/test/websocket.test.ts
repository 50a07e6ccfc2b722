import { newId } from '@ursa/ids';
import { inProcessLive } from '@ursa/live';
import { createLog } from '@ursa/telemetry';
import { waitFor } from '@ursa/testkit';
import { startTestSubgraph } from '@ursa/testkit/subgraph';
import { httpTransport } from '@ursa/transport';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { notesSubgraph } from './notes/subgraph.ts';
import * as tables from './notes/tables.ts';

const lines: string[] = [];
const log = createLog({
  name: 'notes',
  pretty: false,
  stream: { write: (line: string) => lines.push(line) },
});
const live = inProcessLive();
const notes = await startTestSubgraph(notesSubgraph, {
  live,
  log,
  tables,
  settings: {
    maxBodyBytes: 10_000,
    maxSockets: 3,
    maxSubscriptionsPerSocket: 3,
    maxSocketBacklogBytes: 50_000,
  },
});
const url = await notes.listen();
const viewer = newId('user');
const passport = notes.passports.issue({ audience: 'notes', viewer, session: null, address: null });
const waiting = 'subscription { noteAdded { text } }';
const sockets: WebSocket[] = [];
const metrics = async () => (await fetch(new URL('/metrics', url))).text();

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

interface Client {
  readonly socket: WebSocket;
  readonly messages: Record<string, unknown>[];
  readonly closed: Promise<number>;
  send(message: object): void;
  subscribe(id: string, query: string, extensions?: object): void;
}

async function connect(): Promise<Client> {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
  sockets.push(socket);
  const messages: Record<string, unknown>[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ type: 'connection_init' });
  await waitFor(() => messages.shift()?.['type'] === 'connection_ack');
  const subscribe = (id: string, query: string, extensions: object = { passport }) =>
    send({ id, type: 'subscribe', payload: { query, extensions } });
  return { socket, messages, closed, send, subscribe };
}

test.each([
  ['none', {}],
  ['a forged one', { passport: `${passport}x` }],
  [
    "another subgraph's",
    { passport: notes.passports.issue({ audience: 'posts', viewer, session: null, address: null }) },
  ],
])('with %s for a passport no operation runs', async (_, extensions) => {
  const client = await connect();
  for (const [id, query] of [
    ['1', waiting],
    ['2', '{ _service { sdl } }'],
  ] as const) {
    client.subscribe(id, query, extensions);
  }
  await waitFor(() => expect(client.messages).toHaveLength(2));
  const refused = [{ message: 'A valid passport is required.', extensions: { code: 'UNAUTHENTICATED' } }];
  expect(client.messages).toEqual(['1', '2'].map((id) => ({ id, type: 'error', payload: refused })));
});

test('events arrive, and completing ends the stream', async () => {
  const client = await connect();
  client.subscribe('1', 'subscription { ticks(count: 3) }');
  await waitFor(() => expect(client.messages).toHaveLength(4));
  expect(client.messages).toEqual([
    { id: '1', type: 'next', payload: { data: { ticks: 1 } } },
    { id: '1', type: 'next', payload: { data: { ticks: 2 } } },
    {
      id: '1',
      type: 'next',
      payload: {
        data: null,
        errors: [
          expect.objectContaining({
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
          }),
        ],
      },
    },
    { id: '1', type: 'complete' },
  ]);
});

test('what one client completes or leaves is watched no more', async () => {
  const client = await connect();
  client.subscribe('1', waiting);
  await waitFor(() => expect(live.watchedChannels).toBe(1));
  client.send({ id: '1', type: 'complete' });
  await waitFor(() => expect(live.watchedChannels).toBe(0));
  client.subscribe('2', waiting);
  await waitFor(() => expect(live.watchedChannels).toBe(1));
  client.socket.terminate();
  await waitFor(() => expect(live.watchedChannels).toBe(0));
});

test('an operation beyond the bound of its socket is refused, the others go on', async () => {
  const client = await connect();
  for (const id of ['1', '2', '3', '4']) client.subscribe(id, waiting);
  await waitFor(() => expect(client.messages).toHaveLength(1));
  expect(client.messages).toMatchObject([
    { id: '4', type: 'error', payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
  ]);
  client.send({ id: '1', type: 'complete' });
  client.subscribe('5', '{ whoAmI { viewer } }');
  await waitFor(() => expect(client.messages).toHaveLength(3));
  expect(client.messages[1]).toEqual({ id: '5', type: 'next', payload: { data: { whoAmI: { viewer } } } });
});

test('a socket beyond the bound is not opened', async () => {
  await Promise.all([connect(), connect(), connect()]);
  await expect(connect()).rejects.toThrow('503');
});

test('a message that is too large closes its socket', async () => {
  const client = await connect();
  client.subscribe('1', `{ fails } #${'x'.repeat(10_000)}`);
  expect(await client.closed).toBe(1009);
});

test('a reader that is too slow is closed, with a code that says so', async () => {
  const client = await connect();
  client.socket.pause();
  for (const id of ['1', '2', '3']) client.subscribe(id, 'subscription { flood }');
  await waitFor(() => lines.some((line) => line.includes('a slow reader is cut off')));
  client.socket.resume();
  expect(await client.closed).toBe(4008);
  await waitFor(async () => expect(await metrics()).toMatch(/ursa_subgraph_streams\{[^}]*\} 0/));
});

test('nonsense closes its socket', async () => {
  const client = await connect();
  client.socket.send('nonsense');
  expect(await client.closed).toBe(4400);
});

test('a peer reads a stream over its one socket', async () => {
  const transport = httpTransport({ name: 'notes', url });
  const request = { query: 'subscription { ticks(count: 2) }', passport, requestId: 'request-9' };
  expect(await Array.fromAsync(transport.subscribe(request))).toEqual([
    { data: { ticks: 1 } },
    { data: { ticks: 2 } },
  ]);
  await transport.close();
});
