import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { animation, photo, still } from './samples.ts';

let world: MediaWorld;
let ada: UserId;
let bob: UserId;
let jpeg: Buffer;
beforeAll(async () => {
  world = await mediaWorld();
  [ada, bob] = [await world.person(), await world.person()];
  jpeg = await photo();
});

const nothingIn = async (id: string) => (await world.stored()).filter((file) => file.includes(id));

describe('an announcement is refused', () => {
  const tooLong = 'x'.repeat(1_001);
  test.each([
    ['of no bytes', { size: 0 }, 'size'],
    ['of too many bytes', { size: 10_000_001 }, 'size'],
    ['of a video that is too large', { kind: 'VIDEO', contentType: 'video/mp4', size: 50_000_001 }, 'size'],
    ['of SVG', { contentType: 'image/svg+xml' }, 'contentType'],
    ['of a page', { contentType: 'text/html' }, 'contentType'],
    ['of an image that is called a video', { kind: 'VIDEO' }, 'contentType'],
    ['with a hash that is none', { sha256: 'abc' }, 'sha256'],
    ['with a long description', { alt: tooLong }, 'alt'],
    ['of a video as a picture', { kind: 'VIDEO', contentType: 'video/mp4', purpose: 'AVATAR' }, 'kind'],
  ])('%s', async (_, said, at) => {
    const { media, upload, errors } = await world.create(ada, jpeg, said);
    expect([media, upload]).toEqual([null, null]);
    expect(errors).toEqual([{ __typename: 'ValidationError', message: expect.any(String), path: [at] }]);
  });

  test('by nobody', async () => {
    expect(await world.create(null, jpeg)).toEqual({ codes: ['UNAUTHENTICATED'] });
  });

  test('beyond 50 open ones, also when they come at once', async () => {
    const carol = await world.person();
    const answers = await Promise.all(Array.from({ length: 53 }, () => world.create(carol, jpeg)));
    const refused = answers.filter(({ media }) => media === null);
    expect(refused.map(({ errors }) => errors[0].__typename)).toEqual(Array(3).fill('RateLimitedError'));
  });
});

describe('bytes that are not what was announced are not taken, and leave nothing', () => {
  test('other bytes of the same size', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    const other = Buffer.from(jpeg);
    other[other.length - 5] = (other.at(-5) ?? 0) ^ 1;
    expect((await world.put(upload, other)).status).toBe(422);
    expect(await nothingIn(media.id)).toEqual([]);
    expect((await world.complete(ada, media.id)).errors).toMatchObject([{ __typename: 'ConflictError' }]);
  });

  test('more bytes, fewer bytes', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    expect((await world.put(upload, Buffer.concat([jpeg, jpeg]))).status).toBe(413);
    expect((await world.put(upload, jpeg.subarray(0, 100))).status).toBe(422);
    expect(await nothingIn(media.id)).toEqual([]);
  });

  test('more bytes than were announced, of a length that is not told', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    const body = new Blob([new Uint8Array(jpeg), new Uint8Array(5_000_000)]).stream();
    const headers = { 'content-type': 'image/jpeg' };
    const status = await world.reach(upload.url, { method: 'PUT', headers, body, duplex: 'half' }).then(
      (response) => response.status,
      () => 'cut',
    );
    expect([413, 'cut']).toContain(status);
    expect(await nothingIn(media.id)).toEqual([]);
  });

  test('bytes of another type, whatever they are called', async () => {
    const png = await still('png');
    const { upload } = await world.create(ada, png, { contentType: 'image/jpeg' });
    expect((await world.put(upload, png)).status).toBe(415);
    expect((await world.put(upload, png, { 'content-type': 'image/png' })).status).toBe(415);
  });

  test('ten thousand parts of a form', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    const part = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\nx\r\n';
    const form = Buffer.from(`${part.repeat(10_000)}--b--\r\n`);
    const put = world.put(upload, form, { 'content-type': 'multipart/form-data; boundary=b' });
    expect(
      await put.then(
        ({ status }) => status,
        () => 'cut',
      ),
    ).toBe(415);
    expect(await nothingIn(media.id)).toEqual([]);
  });

  test('a body that breaks off', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    await new Promise<void>((resolve) => {
      const url = new URL(upload.url);
      const headers = { 'content-type': 'image/jpeg', 'content-length': jpeg.length };
      const put = request(`${world.origin}${url.pathname}${url.search}`, { method: 'PUT', headers });
      put.once('error', () => resolve());
      put.write(jpeg.subarray(0, 500), () => setImmediate(() => put.destroy(new Error('gone'))));
    });
    await expect.poll(() => nothingIn(media.id)).toEqual([]);
    expect((await world.complete(ada, media.id)).errors).toMatchObject([{ __typename: 'ConflictError' }]);
    // The whole of it is taken afterwards.
    expect((await world.put(upload, jpeg)).status).toBe(204);
  });

  test('at a URL that nobody signed, or for another upload, or after its time', async () => {
    const [first, second] = [await world.create(ada, jpeg), await world.create(ada, jpeg)];
    const url: string = first.upload.url;
    const others = [
      url.replace('s=', 's=x'),
      url.replace(first.media.id, second.media.id),
      url.replace(/e=\d/, 'e=9'),
    ];
    for (const other of others)
      expect((await world.put({ ...first.upload, url: other }, jpeg)).status).toBe(403);
  });

  test('twice: what is complete stays as it is', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    await world.put(upload, jpeg);
    await world.complete(ada, media.id);
    expect((await world.put(upload, jpeg)).status).toBe(409);
  });
});

describe('bytes that were taken are refused', () => {
  const png = () => still('png', 64, 48);
  const withTail = async (image: Promise<Buffer>, tail: string | Buffer) =>
    Buffer.concat([await image, Buffer.from(tail as string)]);
  const zip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);

  test.each([
    ['with an archive behind the image', 'image/jpeg', () => withTail(photo(), zip), 'UNSUPPORTED'],
    [
      'with a page behind the image',
      'image/jpeg',
      () => withTail(photo(), '<script>alert(1)</script>'),
      'UNSUPPORTED',
    ],
    ['with anything behind a PNG', 'image/png', () => withTail(png(), 'more'), 'UNSUPPORTED'],
    ['with anything behind a GIF', 'image/gif', () => withTail(animation(2), 'more'), 'UNSUPPORTED'],
    ['with anything behind a WebP', 'image/webp', () => withTail(still('webp'), 'more'), 'UNSUPPORTED'],
    [
      'with anything behind an AVIF',
      'image/avif',
      () => withTail(still('avif'), 'more than a box'),
      'UNSUPPORTED',
    ],
    ['a truncated JPEG', 'image/jpeg', async () => (await photo()).subarray(0, 2_000), 'DAMAGED'],
    ['a truncated PNG', 'image/png', async () => (await png()).subarray(0, 60), 'UNSUPPORTED'],
    ['too many frames', 'image/gif', () => animation(301, 'gif', 2), 'TOO_LARGE'],
    ['too many pixels', 'image/png', () => bomb(8_000, 8_000), 'TOO_LARGE'],
    ['far too many pixels', 'image/png', () => bomb(30_000, 30_000), 'TOO_LARGE'],
  ] as const)('%s', async (_, contentType, bytes, failure) => {
    const { id, ...ended } = await world.upload(ada, await bytes(), { contentType });
    expect(ended).toMatchObject({
      status: 'FAILED',
      failure,
      variants: [],
      url: null,
      viewerCanAttach: false,
    });
    await expect.poll(() => nothingIn(id)).toEqual([]);
  });

  /** A PNG that says it is large: a few bytes of file, gigabytes of pixels. */
  async function bomb(width: number, height: number): Promise<Buffer> {
    const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'black' } })
      .png()
      .toBuffer();
    const header = Buffer.from(small.subarray(12, 29));
    header.writeUInt32BE(width, 4);
    header.writeUInt32BE(height, 8);
    header.copy(small, 12);
    const { crc32 } = await import('node:zlib');
    small.writeUInt32BE(crc32(header), 29);
    return small;
  }
});

describe('a mutation is refused', () => {
  test("on somebody else's upload, as if there were none", async () => {
    const { media } = await world.create(ada, jpeg);
    const [hidden, never] = await Promise.all(
      [media.id, newId('media')].map((mediaId) => world.complete(bob, mediaId)),
    );
    expect(hidden).toEqual(never);
    expect(hidden.errors).toMatchObject([{ __typename: 'NotFoundError', path: ['mediaId'] }]);
  });

  test('after the time of an upload is over', async () => {
    const { media, upload } = await world.create(ada, jpeg);
    await world.put(upload, jpeg);
    await world.db.execute(
      sql`update media set expires_at = now() - interval '1 second' where status = 'UPLOADING'`,
    );
    expect((await world.complete(ada, media.id)).errors).toMatchObject([{ __typename: 'ConflictError' }]);
  });

  test('as a picture: what is none, is not ready, or is not the own', async () => {
    const photoOf = await world.upload(ada, jpeg);
    const { media: open } = await world.create(ada, jpeg, { purpose: 'AVATAR' });
    const bobs = await world.upload(bob, jpeg, { purpose: 'AVATAR' });
    const set = async (mediaId: string) =>
      (await world.mutate('setAvatar', { mediaId }, ada, 'user { id }')).errors[0]?.__typename;
    expect(await Promise.all([photoOf.id, open.id, bobs.id, newId('media'), 'nonsense'].map(set))).toEqual([
      'ValidationError',
      'ValidationError',
      'ForbiddenError',
      'NotFoundError',
      'ValidationError',
    ]);
  });
});

test('uploads beyond what one process takes at once are told to come again', async () => {
  const narrow = await mediaWorld({ MEDIA_MAX_UPLOADS: '1', MEDIA_UPLOAD_TIMEOUT_MS: '2000' });
  const eve = await narrow.person();
  const [slow, quick] = [await narrow.create(eve, jpeg), await narrow.create(eve, jpeg)];
  const url = new URL(slow.upload.url);
  const headers = { 'content-type': 'image/jpeg', 'content-length': jpeg.length };
  const put = request(`${narrow.origin}${url.pathname}${url.search}`, { method: 'PUT', headers });
  const cut = new Promise((resolve) =>
    put.once('response', (response) => resolve(response.statusCode)).once('error', resolve),
  );
  put.write(jpeg.subarray(0, 500));
  await expect.poll(async () => (await narrow.put(quick.upload, jpeg)).status).toBe(503);
  // One that does not get on is cut off, and makes room.
  expect(await cut).toBe(408);
  await expect.poll(async () => (await narrow.put(quick.upload, jpeg)).status).toBe(204);
  await delay(0);
});
