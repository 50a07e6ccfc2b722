import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UserId } from '@ursa/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MediaWorld } from './media-world.ts';
import { mediaWorld } from './media-world.ts';
import { still } from './samples.ts';
import { box, element, mp4, webm } from './videos.ts';

let world: MediaWorld;
let ada: UserId;
beforeAll(async () => {
  world = await mediaWorld({ MEDIA_FFMPEG: 'no-such-program' });
  ada = await world.person();
});

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const upload = (bytes: Buffer, contentType = 'video/mp4') => world.upload(ada, bytes, { contentType });

test('an MP4 is served as it came, but for what it told of places, names and times', async () => {
  const bytes = mp4();
  const ready = await upload(bytes);
  expect(ready).toMatchObject({ status: 'READY', kind: 'VIDEO', width: 640, height: 360, blurhash: null });
  // Without ffmpeg there is no still picture, and that is said.
  expect(ready).toMatchObject({ poster: 'NOT_AVAILABLE', url: null });
  const [video] = ready.variants;
  expect(video).toMatchObject({ name: 'VIDEO', contentType: 'video/mp4', size: bytes.length });

  const served = await bytesOf(await world.reach(video.url));
  expect(served.length).toBe(bytes.length);
  for (const told of [
    '+52.5200',
    'Ada Lovelace',
    'my first take',
    '\xda\xda\xda\xda',
    '\x07\x07\x07\x07\x07\x07\x07\x07',
  ]) {
    expect([told, bytes.includes(Buffer.from(told, 'latin1'))]).toEqual([told, true]);
  }
  for (const told of ['+52.5200', 'Ada Lovelace', 'my first take', '\xda\xda\xda\xda']) {
    expect([told, served.includes(Buffer.from(told, 'latin1'))]).toEqual([told, false]);
  }
  const frames = (video: Buffer): Buffer =>
    video.subarray(video.indexOf('mdat') - 4, video.indexOf('mdat') + 4_004);
  expect(frames(served)).toEqual(frames(bytes));
});

test.each([
  ['with lengths', false],
  ['without lengths, as browsers record it', true],
])('a WebM %s is served the same way', async (_, live) => {
  const bytes = webm({ live });
  const ready = await upload(bytes, 'video/webm');
  expect(ready).toMatchObject({ status: 'READY', width: 640, height: 360 });
  const served = await bytesOf(await world.reach(ready.variants[0].url));
  expect(served.length).toBe(bytes.length);
  for (const told of ['+52.5200', 'At home']) {
    expect([bytes.includes(told), served.includes(told)]).toEqual([true, false]);
  }
});

test('a video that a camera turned by a quarter is as wide as it is seen', async () => {
  expect(await upload(mp4({ turned: true }))).toMatchObject({ width: 360, height: 640 });
});

describe('ranges', () => {
  let url: string;
  let whole: Buffer;
  beforeAll(async () => {
    const ready = await upload(mp4({ frames: 100_000 }));
    url = ready.variants[0].url;
    whole = await bytesOf(await world.reach(url));
  });
  const range = (range: string, headers = {}) => world.reach(url, { headers: { range, ...headers } });

  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=1000-', 1_000, undefined],
    ['bytes=-50', -50, undefined],
    ['bytes=500-999999999', 500, undefined],
  ])('%s', async (asked, start, end) => {
    const response = await range(asked);
    const from = start < 0 ? whole.length + start : start;
    const to = end ?? whole.length - 1;
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to}/${whole.length}`);
    expect(await bytesOf(response)).toEqual(whole.subarray(from, to + 1));
  });

  test('beyond the end there is nothing', async () => {
    const response = await range(`bytes=${whole.length}-`);
    expect([response.status, response.headers.get('content-range')]).toEqual([
      416,
      `bytes */${whole.length}`,
    ]);
  });

  test.each(['bytes=0-1,5-6', 'lines=1-2', 'bytes=9-3', 'bytes=a-b', 'bytes=-'])(
    '%s is the whole',
    async (asked) => {
      const response = await range(asked);
      expect([response.status, (await bytesOf(response)).length]).toEqual([200, whole.length]);
    },
  );

  test('of other bytes than these is the whole', async () => {
    expect((await range('bytes=0-9', { 'if-range': '"another"' })).status).toBe(200);
  });
});

test.each([
  ['with a track of positions', mp4({ handlers: ['vide', 'meta'] }), 'video/mp4'],
  ['without a picture track', mp4({ handlers: ['soun'] }), 'video/mp4'],
  ['with an unknown box', mp4({ extra: box('evil', Buffer.alloc(10)) }), 'video/mp4'],
  ['with something behind its boxes', mp4({ extra: Buffer.from('more') }), 'video/mp4'],
  ['with a page behind its boxes', mp4({ extra: box('free', Buffer.from('<script>')) }), 'video/mp4'],
  ['that ends early', mp4().subarray(0, 2_000), 'video/mp4'],
  ['with something behind its elements', webm({ extra: element('1254c367', Buffer.alloc(4)) }), 'video/webm'],
  ['that ends early', webm().subarray(0, 700), 'video/webm'],
])('a video is refused %s', async (_, bytes, contentType) => {
  expect(await upload(bytes, contentType)).toMatchObject({ status: 'FAILED', failure: 'UNSUPPORTED' });
});

test('with ffmpeg a video has a still picture', async () => {
  // A stand-in for the program: it says its version, and answers every video with one picture.
  const dir = await mkdtemp(join(tmpdir(), 'ursa-ffmpeg-'));
  const program = join(dir, 'ffmpeg');
  await writeFile(join(dir, 'still.png'), await still('png', 640, 360));
  await writeFile(
    program,
    `#!/bin/sh\nif [ "$1" = -version ]; then echo ffmpeg; else cat ${dir}/still.png; fi\n`,
  );
  await chmod(program, 0o700);
  const other = await mediaWorld({ MEDIA_FFMPEG: program });
  const eve = await other.person();
  const ready = await other.upload(eve, mp4(), { contentType: 'video/mp4' });
  expect(ready).toMatchObject({ status: 'READY', poster: 'AVAILABLE', width: 640, height: 360 });
  const names = ready.variants.map(({ name }: { name: string }) => name);
  expect(names).toEqual(['VIDEO', 'THUMBNAIL', 'FEED', 'FULL']);
  expect((await other.reach(ready.url)).headers.get('content-type')).toBe('image/webp');
});
