import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { waitFor } from '@ursa/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { together } from '../../src/streams/together.ts';

/** Both ends of a connection. */
async function connection(): Promise<[server: Socket, client: Socket]> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => {
    socket.destroy();
    client.destroy();
  });
  return [socket, client];
}

it('writes the frames of one turn at once, in their order, and tells of each when it has left', async () => {
  const [socket, client] = await connection();
  const came: string[] = [];
  client.on('data', (bytes) => came.push(String(bytes)));
  const write = together(socket);
  const left: string[] = [];
  const send = (text: string) => write(Buffer.from(text), () => left.push(text));
  for (const text of ['a', 'b', 'c']) send(text);
  await waitFor(() => came.length > 0);
  expect(came).toEqual(['abc']);
  expect(left).toEqual(['a', 'b', 'c']);

  send('d');
  await waitFor(() => came.length > 1);
  expect(came).toEqual(['abc', 'd']);
});

it('lets no more than so many frames wait, however long a turn lasts', async () => {
  const [socket, client] = await connection();
  client.resume();
  const write = together(socket);
  let left = 0;
  let most = 0;
  // Microtasks and ticks alone: the event loop does not turn meanwhile.
  for (let sent = 1; sent <= 200; sent += 1) {
    write(Buffer.from('x'), () => {
      left += 1;
    });
    await new Promise<void>((next) => process.nextTick(next));
    most = Math.max(most, sent - left);
  }
  expect(most).toBeLessThanOrEqual(17);
  await waitFor(() => left === 200);
});

it('tells of frames that will never leave', async () => {
  const [socket] = await connection();
  socket.on('error', () => undefined);
  let told = false;
  together(socket)(Buffer.from('x'), () => {
    told = true;
  });
  socket.destroy();
  await waitFor(() => told);
});
