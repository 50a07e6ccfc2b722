import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '@ursa/setup';
import { onFileEnd, waitFor } from '@ursa/testkit';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/index.ts';

const settings = { fsync: 'off' };

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ursa-embedded-'));
  onFileEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string) {
  const progress: string[] = [];
  const server = await startEmbeddedPostgres({
    dataDir,
    settings,
    onProgress: (step) => progress.push(step),
  });
  onTestFinished(() => server.stop());
  return { ...server, progress };
}

async function query(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: statement, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

/** A process of its own that holds a server until it is killed. */
async function startElsewhere(dataDir: string): Promise<{ child: ChildProcess; adminUrl: string }> {
  const child = fork(new URL('../programs/embedded.ts', import.meta.url), [dataDir]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const [adminUrl] = await once(child, 'message');
  return { child, adminUrl };
}

const serverPid = async (dataDir: string) =>
  Number((await readFile(join(dataDir, 'cluster/postmaster.pid'), 'utf8')).split('\n')[0]);

test('the second start finds the data of the first', async () => {
  const dataDir = await emptyFolder();
  const first = await start(dataDir);
  expect(first.progress).toEqual(['Preparing PostgreSQL (first start)', 'Starting PostgreSQL']);
  expect(new URL(first.adminUrl).hostname).toBe('127.0.0.1');
  await query(first.adminUrl, 'create table kept as select 42 as answer');
  expect(await query(first.adminUrl, 'show max_connections')).toEqual(['300']);
  await first.stop();

  const second = await start(dataDir);
  expect(second.progress).toEqual(['Starting PostgreSQL']);
  expect(await query(second.adminUrl, 'select answer from kept')).toEqual([42]);
});

test('the password is secret and needed', async () => {
  const dataDir = await emptyFolder();
  const { adminUrl } = await start(dataDir);
  expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
  const guess = new URL(adminUrl);
  guess.password = 'postgres';
  await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('a server whose program is killed shuts down, and the next start takes over at once', async () => {
  const dataDir = await emptyFolder();
  const { child, adminUrl } = await startElsewhere(dataDir);
  await query(adminUrl, 'create table kept as select 42 as answer');
  child.kill('SIGKILL');
  const next = await start(dataDir);
  expect(await query(next.adminUrl, 'select answer from kept')).toEqual([42]);
});

test('a server that was killed itself leaves nothing in the way', async () => {
  const dataDir = await emptyFolder();
  const { child, adminUrl } = await startElsewhere(dataDir);
  await query(adminUrl, 'create table kept as select 42 as answer');
  process.kill(await serverPid(dataDir), 'SIGKILL');
  child.kill('SIGKILL');
  const next = await start(dataDir);
  expect(await query(next.adminUrl, 'select answer from kept')).toEqual([42]);
});

test('a pid file whose number now belongs to another process is cleared', async () => {
  const dataDir = await emptyFolder();
  const first = await start(dataDir);
  const pidFile = join(dataDir, 'cluster/postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await first.stop();
  // PostgreSQL itself passes over the number of another user's process, so it must be one of its own user.
  const { uid, gid } = await stat(join(dataDir, 'cluster'));
  const stranger = spawn('sleep', ['60'], { uid, gid });
  onTestFinished(() => void stranger.kill());
  await writeFile(pidFile, [String(stranger.pid), ...lines.slice(1)].join('\n'));
  const next = await start(dataDir);
  expect(await query(next.adminUrl, 'select 1')).toEqual([1]);
});

test('a folder in use is refused, and its server goes on', async () => {
  const dataDir = await emptyFolder();
  const running = await start(dataDir);
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    `The data folder is in use: process ${await serverPid(dataDir)} serves ${dataDir}/cluster.`,
  );
  expect(await query(running.adminUrl, 'select 1')).toEqual([1]);
});

test('an interrupted first start is made up for', async () => {
  const dataDir = await emptyFolder();
  await mkdir(join(dataDir, 'cluster'));
  await writeFile(join(dataDir, 'password'), 'chosen-then', { mode: 0o600 });
  const { adminUrl } = await start(dataDir);
  expect(new URL(adminUrl).password).toBe('chosen-then');
});

test('a folder that cannot be used is told in one sentence', async () => {
  const folder = await emptyFolder();
  const file = join(folder, 'file');
  await writeFile(file, '');
  const refused = startEmbeddedPostgres({ dataDir: join(file, 'data') });
  await expect(refused).rejects.toThrow(SetupError);
  await expect(refused).rejects.toThrow(/^The data folder .*\/file\/data cannot be used: ENOTDIR/);
});

test.runIf(process.getuid?.() === 0)('root may keep the data where others may not look', async () => {
  const folder = await emptyFolder();
  await chmod(folder, 0o700);
  const { adminUrl } = await start(join(folder, 'data'));
  expect(await query(adminUrl, 'select 1')).toEqual([1]);
});

test('the server does not keep its program alive, and goes when the program ends', async () => {
  const dataDir = await emptyFolder();
  const { child, adminUrl } = await startElsewhere(dataDir);
  const pid = await serverPid(dataDir);
  expect(await query(adminUrl, 'select 1')).toEqual([1]);
  child.disconnect();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  await waitFor(() => !isAlive(pid));
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
