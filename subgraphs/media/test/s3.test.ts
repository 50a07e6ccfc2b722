import type { UserId } from '@ursa/ids';
import { s3Objects } from '@ursa/objects';
import { s3Server } from '@ursa/testkit/s3';
import { beforeAll, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { photo, still } from './samples.ts';
import { mp4 } from './videos.ts';

// The same path over an S3-compatible server: here clients upload to it themselves, and workers check.
let world: MediaWorld;
let ada: UserId;
let place: Awaited<ReturnType<typeof s3Server>>;
beforeAll(async () => {
  place = await s3Server();
  world = await mediaWorld({
    S3_ENDPOINT: place.endpoint,
    S3_BUCKET: place.bucket,
    S3_ACCESS_KEY_ID: place.accessKeyId,
    S3_SECRET_ACCESS_KEY: place.secretAccessKey,
  });
  ada = await world.person();
});

/** Announces, uploads to the bucket, completes. */
async function upload(bytes: Buffer, said = {}, sent = bytes) {
  const { media, upload: target } = await world.create(ada, bytes, said);
  expect(target.url).toContain(`${place.endpoint}/media/incoming/${media.id}?`);
  expect((await world.put(target, sent)).status).toBe(200);
  const { errors } = await world.complete(ada, media.id);
  return errors.length > 0 ? errors[0].__typename : world.ended(ada, media.id);
}

test('an image goes to the bucket and is served from it', async () => {
  const ready = await upload(await photo());
  expect(ready).toMatchObject({ status: 'READY', width: 640, height: 480 });
  const response = await world.reach(ready.url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect((await response.arrayBuffer()).byteLength).toBe(ready.variants[1].size);
  await expect.poll(() => s3Objects(place).size(`incoming/${ready.id}`)).toBeUndefined();
});

test('a video is served from it in ranges', async () => {
  const bytes = mp4();
  const ready = await upload(bytes, { contentType: 'video/mp4' });
  const response = await world.reach(ready.variants[0].url, { headers: { range: 'bytes=4-7' } });
  expect([response.status, await response.text()]).toEqual([206, 'ftyp']);
  expect(response.headers.get('content-range')).toBe(`bytes 4-7/${bytes.length}`);
});

test('what is not what was announced is refused by who reads it', async () => {
  const bytes = await photo();
  const other = Buffer.from(bytes);
  other[other.length - 5] = (other.at(-5) ?? 0) ^ 1;
  expect(await upload(bytes, {}, other)).toMatchObject({ status: 'FAILED', failure: 'MISMATCH' });
  expect(await upload(bytes, {}, bytes.subarray(1))).toBe('ConflictError');
  const png = await still('png');
  expect(await upload(png, { contentType: 'image/gif' })).toMatchObject({
    status: 'FAILED',
    failure: 'UNSUPPORTED',
  });
});
