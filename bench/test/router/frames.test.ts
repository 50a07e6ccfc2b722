import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { FrameReader, textFrame } from '../../router/live/frames.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
afterEach(() => server.close());

test('messages of every length are read and written, and pings are answered', async () => {
  const sent = [10, 126, 70_000].map((length) => 'x'.repeat(length));
  const received: string[] = [];
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  socket.write(
    `GET / HTTP/1.1\r\nhost: a\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`,
  );
  const [ours] = await once(server, 'connection');
  await once(socket, 'data');
  const reader = new FrameReader({
    text: (payload) => received.push(payload.toString()),
    reply: (frame) => socket.write(frame),
    closed: () => received.push('closed'),
  });
  socket.on('data', (bytes) => {
    for (let at = 0; at < bytes.length; at += 97) reader.push(bytes.subarray(at, at + 97));
  });
  for (const text of sent) ours.send(text);
  ours.ping('are you there?');
  const [pong] = await once(ours, 'pong');
  expect(String(pong)).toBe('are you there?');
  expect(received).toEqual(sent);

  socket.write(textFrame({ type: 'subscribe', query: 'y'.repeat(200) }));
  const [message] = await once(ours, 'message');
  expect(JSON.parse(String(message))).toEqual({ type: 'subscribe', query: 'y'.repeat(200) });
  ours.close();
  await expect.poll(() => received.at(-1)).toBe('closed');
  socket.destroy();
});
