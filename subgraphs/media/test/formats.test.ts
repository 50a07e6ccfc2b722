import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onFileEnd } from '@ursa/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { holdsForeign } from '../src/formats/foreign.ts';
import { endsWhereItShould } from '../src/formats/image-ends.ts';
import { sniff } from '../src/formats/sniff.ts';
import { inspectVideo } from '../src/formats/video.ts';
import { animation, still } from './samples.ts';
import { mp4, webm } from './videos.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ursa-formats-'));
  onFileEnd(() => rm(dir, { recursive: true, force: true }));
});

const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

test.each(formats)('%s is known by its bytes, and ends where it should', async (format) => {
  const bytes = await still(format);
  const type = `image/${format}` as const;
  expect([sniff(bytes), holdsForeign(bytes), endsWhereItShould(type, bytes)]).toEqual([type, false, true]);
});

test.each([
  ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a page', '<!doctype html><p>'],
  ['PDF', '%PDF-1.7'],
  ['a ZIP', 'PK\x03\x04'],
  ['TIFF', 'II*\x00'],
  ['BMP', 'BM\x00\x00\x00\x00'],
  ['HEIC', '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic'],
  ['QuickTime', '\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  '],
  ['Matroska', '\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska'],
  ['nothing', ''],
])('%s is nothing that is taken', (_, text) => {
  expect(sniff(Buffer.from(text, 'latin1'))).toBeUndefined();
});

/** A repeatable stream of numbers below `most` (https://en.wikipedia.org/wiki/Linear_congruential_generator). */
function numbers(seed: number) {
  let state = seed;
  return (most: number) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** Bytes with some of them changed, taken out or cut off. */
function spoiled(bytes: Buffer, next: (most: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = next(8); n >= 0; n -= 1)
    copy[next(next(2) ? 200 : copy.length)] = [0, 1, 0xff, next(256)][next(4)] ?? 0;
  const end = next(3) ? copy.length : next(copy.length + 1);
  const hole = next(4) ? 0 : next(40);
  const at = next(end + 1);
  return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.min(at + hole, end), end)]);
}

describe('spoiled bytes', () => {
  test('of a video are walked to an end, whatever stands in them', async () => {
    const path = join(dir, 'video');
    const next = numbers(7);
    let whole = 0;
    for (let round = 0; round < 600; round += 1) {
      const type = round % 2 ? 'video/mp4' : 'video/webm';
      const bytes = spoiled(
        type === 'video/mp4' ? mp4({ frames: 300 }) : webm({ live: round % 4 === 0 }),
        next,
      );
      await writeFile(path, bytes);
      const file = await open(path, 'r+');
      const facts = await inspectVideo(type, file, bytes.length).finally(() => file.close());
      for (const patch of facts?.patches ?? []) {
        expect(patch.at + patch.bytes.length).toBeLessThanOrEqual(bytes.length);
      }
      if (facts) whole += 1;
    }
    expect(whole).toBeGreaterThan(20);
  });

  test('of an image end somewhere, or nowhere', async () => {
    const next = numbers(11);
    const samples = [
      ...(await Promise.all(
        formats.map(async (format) => [`image/${format}`, await still(format)] as const),
      )),
      ['image/gif', await animation(4)] as const,
    ];
    for (let round = 0; round < 3_000; round += 1) {
      const [type, bytes] = samples[round % samples.length] as (typeof samples)[number];
      const other = spoiled(bytes, next);
      if (sniff(other) === type) expect(endsWhereItShould(type, other)).toBeTypeOf('boolean');
    }
  });
});
