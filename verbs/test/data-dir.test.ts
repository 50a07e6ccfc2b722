import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onFileEnd } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';
import { loadSecrets } from '../host/data-dir.ts';

let dir: string;
const file = () => join(dir, 'secrets.json');
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ursa-data-dir-'));
  onFileEnd(() => rm(dir, { recursive: true, force: true }));
});

test('secrets are made once, also by two that start together, for their owner alone', async () => {
  const [one, other] = await Promise.all([loadSecrets(dir), loadSecrets(dir)]);
  expect(other).toEqual(one);
  expect(await loadSecrets(dir)).toEqual(one);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('one that a later version needs is added, and the others stay', async () => {
  const { mediaUrlSecret, ...before } = await loadSecrets(dir);
  await writeFile(file(), JSON.stringify(before));
  const after = await loadSecrets(dir);
  expect(after).toEqual({ ...before, mediaUrlSecret: expect.any(String) });
  expect(after.mediaUrlSecret).not.toBe(mediaUrlSecret);
  expect(await loadSecrets(dir)).toEqual(after);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
});

test('a damaged file is told, and left as it is', async () => {
  await writeFile(file(), JSON.stringify({ roleSecret: 'short' }));
  await expect(loadSecrets(dir)).rejects.toThrow('is damaged');
  expect(await readFile(file(), 'utf8')).toBe('{"roleSecret":"short"}');
});
