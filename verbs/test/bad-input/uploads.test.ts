import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../world/person.ts';
import { signUp } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { announce, png, put, uploadImage } from '../world/uploads.ts';

// Through the one public address; what media itself refuses is tested there.
let world: TestSupergraph;
let ada: Person;
const image = png();
beforeAll(async () => {
  world = await startTestSupergraph();
  ada = await signUp(world.url);
}, 60_000);

describe('bytes that lie', () => {
  test('about their size, their hash or their type are not taken', async () => {
    const { url } = await announce(ada, image);
    expect((await put(url, Buffer.concat([image, image]))).status).toBe(413);
    expect((await put(url, image.subarray(0, 40))).status).toBe(422);
    expect((await put(url, png(16, 17).subarray(0, image.length))).status).toBe(422);
    expect((await put(url, image, { 'content-type': 'image/gif' })).status).toBe(415);
    const jpeg = await announce(ada, image, { contentType: 'image/jpeg' });
    expect((await put(jpeg.url, image, { 'content-type': 'image/jpeg' })).status).toBe(415);
    expect((await put(url, image)).status).toBe(204);
  });

  test('about their pixels are refused before they are decoded', async () => {
    const began = performance.now();
    const { status, failure, url } = await uploadImage(ada, { bytes: png(16, 60_000) });
    expect({ status, failure, url }).toEqual({ status: 'FAILED', failure: 'TOO_LARGE', url: null });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

test('ten thousand parts are refused, by an upload and by the API alike', async () => {
  const part = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n';
  const form = Buffer.from(`${part.repeat(10_000)}--b--\r\n`);
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const { url } = await announce(ada, image);
  const refused = (sent: Promise<Response>) =>
    sent.then(
      ({ status }) => status,
      () => 'cut',
    );
  expect(await refused(put(url, form, headers))).toBe(415);
  const sent = fetch(`${world.url}/graphql`, { method: 'POST', headers, body: new Uint8Array(form) });
  expect([400, 415, 'cut']).toContain(await refused(sent));
});

test.each([
  '/media/',
  '/media/x',
  '/media/../graphql/../media/y',
  '/media/uploads/none?e=1&s=2',
  '/media/%2e%2e/secrets.json',
])('there is nothing at %s', async (path) => {
  expect((await fetch(`${world.url}${path}`)).status).toBe(404);
  expect([403, 404]).toContain((await put(`${world.url}${path}`, image)).status);
});
