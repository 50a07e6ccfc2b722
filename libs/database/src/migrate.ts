import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SetupError } from '@ursa/setup';
import type pg from 'pg';
import { withClient } from './admin.ts';
import type { Database } from './database.ts';

/** Also the longest wait for another process that is migrating. */
const longestMigrationMs = 600_000;

interface Migration {
  tag: string;
  hash: string;
  statements: string[];
}

/**
 * Brings a subgraph's schema up to date with its folder of drizzle-kit migrations: each in a transaction of its own,
 * in order, once, however many processes start together. Tells which ones it applied.
 * @throws SetupError when a migration that was applied before has been changed since.
 */
export async function migrate(database: Database, { folder }: { folder: URL | string }): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return withClient(
    database.url,
    async (client) => {
      await client.query(`select set_config('search_path', quote_ident($1), false)`, [database.schema]);
      await client.query(`select pg_advisory_lock(hashtextextended('ursa migrate ' || $1, 0))`, [
        database.schema,
      ]);
      await client.query(`create table if not exists migrations (
      tag text primary key, hash text not null, applied_at timestamptz(3) not null default now())`);
      const { rows } = await client.query<{ tag: string; hash: string }>('select tag, hash from migrations');
      const applied = new Map(rows.map((row) => [row.tag, row.hash]));
      const news: string[] = [];
      for (const migration of migrations) {
        const hash = applied.get(migration.tag);
        if (hash === undefined) {
          await apply(client, migration);
          news.push(migration.tag);
        } else if (hash !== migration.hash) {
          throw new SetupError(
            `Migration ${migration.tag} of ${database.schema} was changed after it had been applied: add a new one instead.`,
          );
        }
      }
      return news;
    },
    longestMigrationMs,
  );
}

async function apply(client: pg.Client, { tag, hash, statements }: Migration): Promise<void> {
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  await client.query('insert into migrations (tag, hash) values ($1, $2)', [tag, hash]);
  await client.query('commit');
}

async function readMigrations(folder: URL | string): Promise<Migration[]> {
  const directory = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const base = pathToFileURL(`${directory.replace(/\/$/, '')}/`);
  const journal = JSON.parse(await readFile(new URL('meta/_journal.json', base), 'utf8')) as {
    entries: { tag: string }[];
  };
  return Promise.all(
    journal.entries.map(async ({ tag }) => {
      const text = await readFile(new URL(`${tag}.sql`, base), 'utf8');
      const hash = createHash('sha256').update(text).digest('hex');
      return { tag, hash, statements: split(text) };
    }),
  );
}

/** drizzle-kit writes `CREATE SCHEMA`; the schema is made when the subgraph is provisioned, and its role may not. */
function split(text: string): string[] {
  const statements = text.split('--> statement-breakpoint').map((statement) => statement.trim());
  return statements.filter((statement) => statement !== '' && !/^create schema\b/i.test(statement));
}
