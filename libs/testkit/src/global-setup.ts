import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@ursa/database';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { environment } from './environment.ts';
import type { PostgresOfRun } from './run-context.ts';

/** One Postgres per run: the one that POSTGRES_URL names, or one of our own that goes with the run. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const prefix = `ursa_test_${randomBytes(3).toString('hex')}`;
  if (environment.postgresUrl) {
    const postgres = { adminUrl: environment.postgresUrl, prefix };
    provide('postgres', postgres);
    return () => leaveNothing(postgres);
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'ursa-test-'));
  // What this Postgres holds is worth nothing after the run, so it need not survive a power cut.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres({ dataDir, settings });
  provide('postgres', { adminUrl: server.adminUrl, prefix });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Drops the databases and roles of this run from a server that stays. */
async function leaveNothing({ adminUrl, prefix }: PostgresOfRun): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  await client.connect();
  try {
    const mine = `${prefix.replaceAll('_', '\\_')}\\_%`;
    const databases = await client.query<{ name: string }>(
      'select datname as name from pg_database where datname like $1',
      [mine],
    );
    for (const { name } of databases.rows) {
      await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
    }
    const roles = await client.query<{ name: string }>(
      'select rolname as name from pg_roles where rolname like $1',
      [mine],
    );
    for (const { name } of roles.rows) await client.query(`drop role if exists ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
