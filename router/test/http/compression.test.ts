import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { startWorld } from '../world/world.ts';

const long = `{ ${Array.from({ length: 100 }, (_, at) => `a${at}: notes { id text }`).join(' ')} }`;

async function get(url: string, query: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  let told: Record<string, unknown> = {};
  const asked = request(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers }, (response) => {
    told = response.headers;
    buffer(response).then(resolve, reject);
  });
  asked.on('error', reject).end();
  const body = await promise;
  return { body, encoding: told['content-encoding'], headers: told };
}

it.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['GZIP;q=0.5, br;q=0', 'gzip', gunzipSync],
  ['identity', undefined, (body: Buffer) => body],
  ['', undefined, (body: Buffer) => body],
])('compresses long answers for who accepts %j', async (accepted, encoding, read) => {
  const { url } = await startWorld();
  const answer = await get(url, long, { 'accept-encoding': accepted });
  expect(answer.encoding).toBe(encoding);
  const { data } = JSON.parse(read(answer.body).toString());
  expect(data.a99).toHaveLength(3);
  expect(answer.headers['vary']).toContain('accept-encoding');
});

it('leaves short answers and streams as they are, and everything when told to', async () => {
  const accept = { 'accept-encoding': 'gzip' };
  const { url } = await startWorld();
  expect((await get(url, '{ notes { id } }', accept)).encoding).toBeUndefined();
  expect((await get(url, long, { ...accept, accept: 'text/event-stream' })).encoding).toBeUndefined();
  const plain = await startWorld({ compressionMinBytes: 0 });
  expect((await get(plain.url, long, accept)).encoding).toBeUndefined();
});
