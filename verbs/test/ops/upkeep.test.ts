import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { loadSecrets } from '../../host/data-dir.ts';
import type { Operator } from './operator.ts';
import { installation, operator } from './operator.ts';

// Most of them start a process or two, which load all subgraphs.
vi.setConfig({ testTimeout: 60_000 });

let ops: Operator;
let site: Awaited<ReturnType<typeof installation>>;
beforeAll(async () => {
  site = await installation();
  ops = operator(site.services);
  const { code, output } = await ops('migrate');
  expect([code, output]).toEqual([0, expect.stringContaining('✓ notifications: applied 0000_init')]);
});

test('migrate is repeatable, and takes a subgraph at its own URL', async () => {
  const { output } = await ops('migrate', 'posts', 'comments');
  expect(output).toBe('✓ posts is up to date\n✓ comments is up to date\n');
  const { url } = site.open('posts');
  const alone = operator({ POSTS_POSTGRES_URL: url });
  expect((await alone('migrate', 'posts')).output).toBe('✓ posts is up to date\n');
  expect((await alone('outbox', 'posts')).output).toContain('posts');
});

test('keys rotate makes the next key sign, with the secret that sealed it and no other', async () => {
  const secret = 'a secret of thirty-two characters and more';
  const keys = operator({ ...site.services, IDENTITY_KEY_SECRET: secret });
  const current = async () => {
    const { rows } = await site
      .open('identity')
      .db.execute<{ kid: string }>(
        sql`select kid from signing_keys where activated_at is not null and retired_at is null`,
      );
    return rows[0]?.kid;
  };
  const { code, output } = await keys('keys', 'rotate');
  expect([code, output]).toEqual([0, `✓ signing with ${await current()}\n`]);
  const before = await current();
  await keys('keys', 'rotate');
  const after = await current();
  expect(after).not.toBe(before);

  const wrong = operator({ ...site.services, IDENTITY_KEY_SECRET: secret.toUpperCase() });
  expect(await wrong('keys', 'rotate')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('IDENTITY_KEY_SECRET is not the one'),
  });
  // Whoever started Ursa here before has a secret in the usual folder.
  expect(await ops('keys', 'rotate', '--data-dir', join(tmpdir(), 'ursa-never-started'))).toMatchObject({
    code: 1,
    errors: expect.stringContaining('IDENTITY_KEY_SECRET is missing'),
  });
  expect(await current()).toBe(after);
});

test('on embedded services it works on what a start has left, and never makes a new one', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ursa-ops-'));
  try {
    const embedded = operator({});
    expect(await embedded('outbox', '--data-dir', dataDir)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('is not there: set POSTGRES_URL, or --data-dir'),
    });
    const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
    try {
      await loadSecrets(dataDir);
      expect(await embedded('outbox', '--data-dir', dataDir)).toMatchObject({
        code: 1,
        errors: expect.stringContaining('The data folder is in use'),
      });
    } finally {
      await postgres.stop();
    }
    expect((await embedded('migrate', '--data-dir', dataDir)).output).toContain(
      '✓ identity: applied 0000_init',
    );
    expect((await embedded('outbox', '--data-dir', dataDir)).output).toMatch(/comments +0 +0 +0 +0 +0\n/);
    expect((await embedded('keys', 'rotate', '--data-dir', dataDir)).output).toMatch(
      /^✓ signing with \S+\n$/,
    );
    await writeFile(join(dataDir, 'secrets.json'), '{}');
    expect((await embedded('outbox', '--data-dir', dataDir)).errors).toContain('is damaged');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
