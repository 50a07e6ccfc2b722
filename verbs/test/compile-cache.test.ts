import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onFileEnd } from '@ursa/testkit';
import { beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const own = join(root, 'node_modules', '.cache', 'compiled');

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ursa-compiled-')));
  onFileEnd(() => rm(folder, { recursive: true, force: true }));
  await writeFile(
    join(folder, 'program.mjs'),
    `import module from 'node:module';
     import { isMainThread, Worker } from 'node:worker_threads';
     console.log(module.getCompileCacheDir() ?? 'none');
     if (isMainThread) new Worker(new URL(import.meta.url), { execArgv: [] });`,
  );
});

/** Where a program and a thread of it keep what is compiled. */
async function places(environment: Record<string, string> = {}): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', join(root, 'verbs', 'compile-cache.mjs'), join(folder, 'program.mjs')],
    { env: { PATH: process.env['PATH'], ...environment } },
  );
  return stdout.trim().split('\n');
}

test('what is compiled is kept with the dependencies, by threads too', async () => {
  const within = expect.stringContaining(own) as string;
  expect(await places()).toEqual([within, within]);
});

test('another place is chosen, and none, as Node has it', async () => {
  const within = expect.stringContaining(join(folder, 'elsewhere')) as string;
  expect(await places({ NODE_COMPILE_CACHE: join(folder, 'elsewhere') })).toEqual([within, within]);
  expect(await places({ NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(['none', 'none']);
});

test('a place that cannot be written changes nothing else', async () => {
  const below = join(folder, 'program.mjs', 'below');
  expect(await places({ NODE_COMPILE_CACHE: below })).toEqual(['none', 'none']);
});
