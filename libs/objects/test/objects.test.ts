import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { onFileEnd } from '@ursa/testkit';
import { s3Server } from '@ursa/testkit/s3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Objects } from '../src/index.ts';
import { filesObjects, s3Objects } from '../src/index.ts';
import { expectedSignature } from './presigned.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ursa-objects-'));
  onFileEnd(() => rm(dir, { recursive: true, force: true }));
});

const adapters: readonly (readonly [string, () => Promise<Objects>])[] = [
  ['files', async () => filesObjects({ dir: join(dir, 'files') })],
  ['S3', async () => s3Objects(await s3Server())],
];

describe.each(adapters)('%s', (_, open) => {
  let objects: Objects;
  beforeAll(async () => {
    objects = await open();
  });
  const read = async (...args: Parameters<Objects['get']>) => {
    const object = await objects.get(...args);
    return object && { size: object.size, bytes: await buffer(object.body) };
  };

  test('what was put is read, whole and in ranges', async () => {
    const bytes = randomBytes(300_000);
    await objects.put('media/one/full.webp', bytes, 'image/webp');
    expect(await objects.size('media/one/full.webp')).toBe(300_000);
    expect(await read('media/one/full.webp')).toEqual({ size: 300_000, bytes });
    expect(await read('media/one/full.webp', { start: 10, end: 19 })).toEqual({
      size: 300_000,
      bytes: bytes.subarray(10, 20),
    });
    expect((await read('media/one/full.webp', { start: 299_999, end: 299_999 }))?.bytes).toHaveLength(1);
  });

  test('a file is put, and the last put counts', async () => {
    const file = join(dir, 'source');
    await writeFile(file, randomBytes(2_000_000));
    await objects.put('media/two/video.mp4', { file }, 'video/mp4');
    expect(await objects.size('media/two/video.mp4')).toBe(2_000_000);
    await objects.put('media/two/video.mp4', Buffer.from('shorter'), 'video/mp4');
    expect((await read('media/two/video.mp4'))?.bytes.toString()).toBe('shorter');
  });

  test('what was never there is absent, and may be removed', async () => {
    expect(await objects.get('media/never')).toBeUndefined();
    expect(await objects.get('media/never', { start: 0, end: 3 })).toBeUndefined();
    expect(await objects.size('media/never')).toBeUndefined();
    await objects.remove(['media/never']);
    await objects.put('media/three', Buffer.from('x'), 'image/png');
    await objects.remove(['media/three', 'media/never']);
    expect(await objects.size('media/three')).toBeUndefined();
  });

  test('a source that cannot be read leaves nothing', async () => {
    await expect(objects.put('media/four', { file: join(dir, 'missing') }, 'image/png')).rejects.toThrow();
    expect(await objects.size('media/four')).toBeUndefined();
  });

  test.each(['../secret', '/etc/passwd', 'a//b', 'a/../b', 'A', '', 'a/.hidden', 'x'.repeat(501)])(
    '%j is no key',
    async (key) => {
      await expect(objects.put(key, Buffer.from('x'), 'image/png')).rejects.toThrow('not the key');
      await expect(objects.get(key)).rejects.toThrow('not the key');
      await expect(objects.remove([key])).rejects.toThrow('not the key');
    },
  );

  test('a client uploads by a signed URL, where the store signs any', async () => {
    const bytes = randomBytes(5_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const terms = { contentType: 'image/png', size: bytes.length, sha256, expiresInMs: 60_000 };
    const signed = await objects.presignPut('incoming/five', terms);
    if (!signed) return;
    const { status } = await fetch(signed.url, {
      method: 'PUT',
      headers: { ...signed.headers },
      body: bytes,
    });
    expect(status).toBe(200);
    expect(await objects.size('incoming/five')).toBe(5_000);
    // It is signed over all that was declared: another type, size or digest is another signature.
    const url = new URL(signed.url);
    const declared = { ...signed.headers, 'content-length': '5000' };
    const signature = url.searchParams.get('X-Amz-Signature');
    expect(expectedSignature('PUT', url, declared, 'S3RVER')).toBe(signature);
    for (const [name, value] of Object.entries({
      'content-length': '5001',
      'content-type': 'text/html',
      'x-amz-checksum-sha256': 'AAAA',
    })) {
      expect(expectedSignature('PUT', url, { ...declared, [name]: value }, 'S3RVER')).not.toBe(signature);
    }
  });
});

test('files: nothing but whole objects stands in the folder', async () => {
  const found = await readdir(join(dir, 'files'), { recursive: true });
  expect(found.filter((name) => name.includes('~'))).toEqual([]);
});

test('S3: a refusal is an error that names it', async () => {
  const stranger = s3Objects({ ...(await s3Server()), accessKeyId: 'NOBODY' });
  await expect(stranger.put('media/six', Buffer.from('x'), 'image/png')).rejects.toThrow(
    '403 InvalidAccessKeyId',
  );
  await expect(stranger.size('media/six')).rejects.toThrow('403');
});
