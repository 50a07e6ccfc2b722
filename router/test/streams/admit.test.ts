import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { defaultSettings } from '../../src/index.ts';
import { tokenSigner } from '../world/keys.ts';
import { openSocket } from '../world/socket.ts';
import { startWorld } from '../world/world.ts';

it('closes with 4403 when the token does not verify', async () => {
  const { url } = await startWorld();
  const forger = await tokenSigner();
  const { closed } = openSocket(url, { authorization: `Bearer ${await forger.sign()}` });
  expect(await closed).toMatchObject({ code: 4403 });
});

it('closes with 4403 when the token expires while connected', async () => {
  const { url, signer, stream } = await startWorld();
  const socket = openSocket(url, { authorization: `Bearer ${await signer.sign({ expiresInS: 2 })}` });
  socket.run('subscription { noteAdded { cursor } }');
  await waitFor(() => stream.followers === 1);
  expect(await socket.closed).toMatchObject({ code: 4403, reason: 'The access token has expired' });
  await waitFor(() => stream.followers === 0);
});

it('takes the session cookie of the handshake, from a page of its own', async () => {
  const { url, signer } = await startWorld();
  const viewer = newId('user');
  const cookie = `ursa-access=${await signer.sign({ viewer })}`;
  const { answers, done } = openSocket(url, { headers: { cookie, origin: url } }).run(
    '{ inPassport { viewer } }',
  );
  await done;
  expect(answers).toEqual([{ data: { inPassport: { viewer } } }]);
});

it.each([
  ['refuses the handshake of a foreign page', 'https://evil.example', '/graphql', 403],
  ['knows one address only', undefined, '/elsewhere', 404],
])('%s', async (_, origin, path, status) => {
  const { url } = await startWorld();
  const socket = new WebSocket(
    url.replace('http', 'ws') + path,
    'graphql-transport-ws',
    origin ? { origin } : {},
  );
  const refused = await new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => resolve('open'));
  });
  expect(refused).toBe(status);
});

it('lets pages of allowed origins in', async () => {
  const { url } = await startWorld({ allowedOrigins: ['https://app.example'] });
  const socket = openSocket(url, { headers: { origin: 'https://app.example' } });
  await socket.run('{ notes { id } }').done;
});

it('bounds the connections of one viewer, and of one address without a viewer', async () => {
  const streams = { ...defaultSettings.streams, maxConnectionsPerViewer: 1, maxConnectionsPerAddress: 1 };
  const { url, signer } = await startWorld({ streams });
  const authorization = `Bearer ${await signer.sign()}`;
  const held = openSocket(url, { authorization });
  await held.run('{ notes { id } }').done;
  await openSocket(url).run('{ notes { id } }').done;

  expect(await openSocket(url, { authorization }).closed).toMatchObject({ code: 4429 });
  expect(await openSocket(url).closed).toMatchObject({ code: 4429 });
  await openSocket(url, { authorization: `Bearer ${await signer.sign()}` }).run('{ notes { id } }').done;

  await held.client.dispose();
  await waitFor(async () => {
    await openSocket(url, { authorization }).run('{ notes { id } }').done;
    return true;
  });
});

it.each([
  ['nothing said in time', 4408, async () => undefined],
  [
    'an operation before the introduction',
    4401,
    async (socket: WebSocket) =>
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ notes { id } }' } })),
  ],
  [
    'two introductions',
    4429,
    async (socket: WebSocket) => {
      for (const _ of [1, 2]) socket.send(JSON.stringify({ type: 'connection_init' }));
    },
  ],
  ['gibberish', 4400, async (socket: WebSocket) => socket.send('gibberish')],
  ['a message that is too long', 1009, async (socket: WebSocket) => socket.send('x'.repeat(2_000))],
  [
    'a message in too many pieces',
    1008,
    async (socket: WebSocket) => {
      for (let i = 0; i < 20; i += 1) socket.send('x', { fin: false });
    },
  ],
])('closes on %s with %i', async (_, code, act) => {
  const streams = {
    ...defaultSettings.streams,
    initTimeoutMs: 100,
    maxMessageBytes: 1_000,
    maxMessageFragments: 10,
  };
  const { url } = await startWorld({ streams });
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => undefined);
  socket.on('open', () => act(socket));
  expect(await closed).toBe(code);
});
