import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '@ursa/database';
import { defaultPoolSettings, migrate, openDatabase, provision, roleUrl } from '@ursa/database';
import pg from 'pg';
import { inject } from 'vitest';
import { afterLeakCheck, onFileEnd } from './file-end.ts';
import { createTables, tableStatements } from './tables.ts';
import './run-context.ts';

/** Whose tables a test wants: a subgraph's definition, or the tables of a lib's factory under a name of their own. */
export interface TableOwner {
  /** Also the name of the Postgres schema. */
  name: string;
  /** Folder of drizzle-kit migrations. */
  migrations?: URL | string;
  /** Drizzle tables that have no migrations, such as `outboxTables(pgSchema('emitter'))`. */
  tables?: Record<string, unknown>;
}

/** A database of one test file, opened as the subgraph opens it. */
export interface TestDatabase extends Database {
  /** Superuser, on this same database. */
  readonly adminUrl: string;
}

/** A fresh database with the owner's tables, closed and dropped after the last test of the file. */
export async function testDatabase(owner: TableOwner): Promise<TestDatabase> {
  const template = await ensureTemplate(owner);
  const { adminUrl } = await bareDatabase(template);
  const database = await openOwn(adminUrl, owner);
  onFileEnd(() => (database.pool.ended ? undefined : database.close()));
  return Object.assign(database, { adminUrl });
}

/** A database as an installation finds it. */
export interface BareDatabase {
  /** Superuser, on this very database. */
  adminUrl: string;
  /** For its roles, which belong to the whole server: nobody else's start like this, and they go after the run. */
  rolePrefix: string;
}

/** A fresh database with nothing in it (or a copy of `template`), dropped after the last test of the file. */
export async function bareDatabase(template = 'template0'): Promise<BareDatabase> {
  const { adminUrl, prefix } = inject('postgres');
  const name = `${prefix}_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, (client) => client.query(`create database ${name} template ${template}`));
  afterLeakCheck(() =>
    asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`)),
  );
  return { adminUrl: onDatabase(adminUrl, name), rolePrefix: name };
}

/** Tables are made once per run and copied from then on; the lock lets one worker make them while others wait. */
async function ensureTemplate(owner: TableOwner): Promise<string> {
  const { adminUrl, prefix } = inject('postgres');
  const statements = owner.tables ? await tableStatements(owner.tables) : [];
  const key = createHash('sha256').update(JSON.stringify([owner.name, String(owner.migrations), statements]));
  const template = `${prefix}_template_${key.digest('hex').slice(0, 12)}`;
  await asAdmin(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount) return;
    const unfinished = `${template}_unfinished`;
    await client.query(`drop database if exists ${unfinished} with (force)`);
    await client.query(`create database ${unfinished} template template0`);
    const database = await openOwn(onDatabase(adminUrl, unfinished), owner);
    try {
      if (owner.migrations) await migrate(database, { folder: owner.migrations });
      await createTables(database, statements);
    } finally {
      await database.close();
    }
    await client.query(`alter database ${unfinished} rename to ${template}`);
  });
  return template;
}

/** Privileges on a database are not copied with it, so a copy is provisioned like a new one. */
async function openOwn(adminUrl: string, { name }: TableOwner): Promise<Database> {
  const { prefix: rolePrefix } = inject('postgres');
  const roles = { secret: 'test', rolePrefix };
  await provision({ adminUrl, schemas: [name], ...roles });
  return openDatabase({
    url: roleUrl(adminUrl, name, roles),
    schema: name,
    pool: { ...defaultPoolSettings, max: 5 },
  });
}

function onDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function asAdmin(adminUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({
    connectionString: adminUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
