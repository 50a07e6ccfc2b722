import type { UserId } from '@ursa/ids';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { animation, photo, still } from './samples.ts';

let world: MediaWorld;
let ada: UserId;
beforeAll(async () => {
  world = await mediaWorld();
  ada = await world.person();
});

const bytesOf = async (url: string) => Buffer.from(await (await world.reach(url)).arrayBuffer());

test('an image is announced, uploaded, completed and made ready in three sizes', async () => {
  const bytes = await photo({ width: 3_000, height: 2_000, orientation: 6 });
  const { media, upload, errors } = await world.create(ada, bytes, { alt: ' A gradient ' });
  expect(errors).toEqual([]);
  expect(media).toEqual({ id: media.id, status: 'UPLOADING', viewerCanAttach: false });
  expect(upload).toMatchObject({ method: 'PUT', headers: [{ name: 'content-type', value: 'image/jpeg' }] });
  expect((await world.put(upload, bytes)).status).toBe(204);
  expect((await world.complete(ada, media.id)).media.status).toMatch(/PROCESSING|READY/);

  const ready = await world.ended(ada, media.id);
  // Upright: the camera had turned it by a quarter.
  expect(ready).toMatchObject({
    status: 'READY',
    failure: null,
    width: 2_000,
    height: 3_000,
    alt: 'A gradient',
  });
  expect(ready).toMatchObject({ poster: null, viewerCanAttach: true, viewerCanEdit: true });
  expect(ready.blurhash).toMatch(/^\S{20,40}$/);
  const sizes = ready.variants.map(({ name, width, height }: Record<string, unknown>) => [
    name,
    width,
    height,
  ]);
  expect(sizes).toEqual([
    ['THUMBNAIL', 213, 320],
    ['FEED', 720, 1_080],
    ['FULL', 1_365, 2_048],
  ]);
  expect(ready.url).toBe(ready.variants[1].url);
});

test('what is served tells no place, no device and no name', async () => {
  const bytes = await photo();
  expect(bytes.includes('secret studio')).toBe(true);
  expect((await sharp(bytes).metadata()).exif).toBeDefined();
  const { variants } = await world.upload(ada, bytes);
  for (const { url, size, contentType } of variants) {
    const served = await bytesOf(url);
    expect(served.length).toBe(size);
    const facts = await sharp(served).metadata();
    expect([contentType, facts.format, facts.exif, facts.xmp, facts.icc]).toEqual([
      'image/webp',
      'webp',
      ...Array(3),
    ]);
    expect(served.includes('secret studio')).toBe(false);
  }
});

test('only what is served stays in the store', async () => {
  const { id } = await world.upload(ada, await photo());
  await expect
    .poll(async () => (await world.stored()).filter((file) => file.includes(id)))
    .toEqual(['feed', 'full', 'thumbnail'].map((name) => `media/${id}/${name}.webp`));
});

test.each(['png', 'webp', 'avif', 'gif'] as const)('%s is taken', async (format) => {
  const ready = await world.upload(ada, await still(format), { contentType: `image/${format}` });
  expect(ready).toMatchObject({ status: 'READY', width: 64, height: 48 });
});

test('an animation stays one, but for its thumbnail', async () => {
  const ready = await world.upload(ada, await animation(5), { contentType: 'image/gif' });
  expect(ready).toMatchObject({ status: 'READY', width: 32, height: 32 });
  const pages = ready.variants.map(
    async ({ url }: { url: string }) => (await sharp(await bytesOf(url)).metadata()).pages ?? 1,
  );
  expect(await Promise.all(pages)).toEqual([1, 5, 5]);
});

test('URLs are signed, answers may be kept for ever and run nothing', async () => {
  const { url } = await world.upload(ada, await photo());
  const response = await world.reach(url);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'access-control-allow-origin': '*',
  });
  const etag = response.headers.get('etag') ?? '';
  expect((await world.reach(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await world.reach(url, { method: 'HEAD' })).headers.get('content-length')).toBe(
    response.headers.get('content-length'),
  );
  const others = [url.replace('s=', 's=x'), url.split('?')[0] ?? '', url.replace('feed', 'full')];
  for (const other of others) expect([other, (await world.reach(other)).status]).toEqual([other, 404]);
});

test('a repeated createUpload is the same upload, completing twice changes nothing', async () => {
  const bytes = await still('png');
  const said = { contentType: 'image/png', clientMutationId: 'once' };
  const [first, second] = [await world.create(ada, bytes, said), await world.create(ada, bytes, said)];
  expect(second).toEqual(first);
  await world.put(first.upload, bytes);
  await Promise.all([1, 2, 3].map(() => world.complete(ada, first.media.id)));
  const ready = await world.ended(ada, first.media.id);
  expect((await world.complete(ada, first.media.id)).media).toEqual(ready);
});

test('is described anew, and not described any more', async () => {
  const { id } = await world.upload(ada, await photo());
  const described = await world.mutate('describeMedia', { mediaId: id, alt: 'A sunset' }, ada);
  expect([described.errors, described.media.alt]).toEqual([[], 'A sunset']);
  expect((await world.mutate('describeMedia', { mediaId: id }, ada)).media.alt).toBeNull();
});

test('where AVIF is wanted it stands beside what does not move', async () => {
  const other = await mediaWorld({ MEDIA_AVIF: 'true' });
  const eve = await other.person();
  const types = async (bytes: Buffer, contentType: string) => {
    const { variants, url } = await other.upload(eve, bytes, { contentType });
    expect(url).toContain('feed.webp');
    return variants.map((variant: Record<string, string>) => `${variant['name']} ${variant['contentType']}`);
  };
  expect(await types(await still('png', 20, 10), 'image/png')).toEqual(
    ['THUMBNAIL', 'FEED', 'FULL'].flatMap((name) => [`${name} image/webp`, `${name} image/avif`]),
  );
  expect(await types(await animation(3), 'image/gif')).toEqual([
    'THUMBNAIL image/webp',
    'THUMBNAIL image/avif',
    'FEED image/webp',
    'FULL image/webp',
  ]);
});
