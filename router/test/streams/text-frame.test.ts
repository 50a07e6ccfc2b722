import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createLog } from '@ursa/telemetry';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { defaultSettings } from '../../src/index.ts';
import { outletOf } from '../../src/streams/socket.ts';
import { textFrame, textFrameHeader } from '../../src/streams/text-frame.ts';

/** Both ends of a WebSocket, what the server's is opened on, and what the client hears in its order. */
async function openPair() {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const opened = new Promise<{ socket: WebSocket; connection: Socket }>((resolve) =>
    server.on('upgrade', (request, connection, head) =>
      sockets.handleUpgrade(request, connection, head, (socket) =>
        resolve({ socket, connection: connection as Socket }),
      ),
    ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => {
    client.terminate();
    server.close();
  });
  const heard: string[] = [];
  client.on('message', (data, isBinary) => heard.push(isBinary ? 'binary' : String(data)));
  client.on('ping', (data) => heard.push(`ping ${data}`));
  const closed = new Promise((resolve) => client.on('close', resolve));
  return { ...(await opened), client, heard, closed };
}

const log = createLog({ name: 'test', level: 'silent' });

it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])(
  'frames %i bytes as any client reads them',
  async (bytes) => {
    const { connection, client } = await openPair();
    const payload = Buffer.alloc(bytes, 'x');
    connection.write(Buffer.concat([textFrameHeader(bytes), payload]));
    const [data, isBinary] = await once(client, 'message');
    expect(isBinary).toBe(false);
    expect(payload.equals(data)).toBe(true);
  },
);

it('counts bytes, not characters', async () => {
  const { connection, client } = await openPair();
  const text = 'ü'.repeat(100);
  connection.write(textFrame(text));
  const [data] = await once(client, 'message');
  expect(String(data)).toBe(text);
});

it('keeps the order of frames that are written past ws, and of its own', async () => {
  const { socket, connection, client, heard, closed } = await openPair();
  const settings = { ...defaultSettings.streams, maxQueuedBytes: 100_000_000 };
  const outlet = outletOf(socket, connection, settings, log);
  const long = 'x'.repeat(100_000);
  // So much waits that it cannot all be on its way at once.
  client.pause();
  const said: string[] = [];
  for (let at = 0; at < 200; at += 1) {
    outlet.send(textFrame(`${at} ${long}`));
    socket.ping(String(at));
    socket.send(`${at} of ws`);
    said.push(`${at} ${long}`, `ping ${at}`, `${at} of ws`);
  }
  socket.close(4_000);
  client.resume();
  expect(await closed).toBe(4_000);
  expect(heard.map((each) => each.slice(0, 20))).toEqual(said.map((each) => each.slice(0, 20)));
});

it('writes nothing behind a close frame', async () => {
  const { socket, connection, closed } = await openPair();
  const outlet = outletOf(socket, connection, defaultSettings.streams, log);
  socket.close(4_000);
  const { bytesWritten } = connection;
  await new Promise<void>((sent) => outlet.send(textFrame('too late'), sent));
  expect(connection.bytesWritten).toBe(bytesWritten);
  expect(await closed).toBe(4_000);
});
