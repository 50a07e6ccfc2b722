import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onFileEnd } from '@ursa/testkit';
import { expect, test } from 'vitest';
import type { Mount } from '../src/index.ts';
import { longestRequestMs, mountAt, requireWholeIn } from '../src/index.ts';

const mount = (prefix: string, requestTimeoutMs: number): Mount => ({
  prefix,
  requestTimeoutMs,
  handle: async () => {},
});
const [films, songs] = [mount('/films/', 60_000), mount('/songs/', 5_000)];

test('a path belongs to the mount whose prefix it has', () => {
  expect(mountAt([films, songs], '/songs/one')).toBe(songs);
  for (const path of ['/', '/songs', '/graphql', '/x/songs/'])
    expect(mountAt([films, songs], path)).toBeUndefined();
});

test('a server waits as long as the most patient of its mounts', () => {
  expect(longestRequestMs([films, songs], 30_000)).toBe(60_000);
  expect(longestRequestMs([songs], 30_000)).toBe(30_000);
  expect(longestRequestMs([], 30_000)).toBe(30_000);
});

test('a body that does not come in time is 408; one that does is answered, also later', async () => {
  const server = createServer((incoming, response) => {
    requireWholeIn(200, incoming, response);
    incoming.resume().once('end', () => setTimeout(() => response.end('whole'), 300));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onFileEnd(() => new Promise((resolve) => server.close(resolve)));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = (length: number, body: string) =>
    new Promise((resolve) => {
      const sent = request(url, { method: 'POST', headers: { 'content-length': length }, agent: false });
      sent.once('response', (response) => resolve(response.resume().statusCode)).once('error', resolve);
      if (body.length < length) sent.write(body);
      else sent.end(body);
    });
  expect(await send(10, 'half')).toBe(408);
  expect(await send(4, 'full')).toBe(200);
});
