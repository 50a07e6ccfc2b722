import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { NodePgDatabase, NodePgQueryResultHKT } from 'drizzle-orm/node-postgres';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { DatabaseLog } from './log.ts';
import { silentLog } from './log.ts';
import type { PoolSettings } from './pool-settings.ts';
import type { StatementCounter } from './statements.ts';
import { countStatements } from './statements.ts';

type NoRelations = Record<string, never>;

/** The whole database, outside any transaction. */
export type Db = NodePgDatabase<NoRelations>;

/** What every query function takes: the database or a transaction in it. */
export type Tx = PgDatabase<NodePgQueryResultHKT, NoRelations, ExtractTablesWithRelations<NoRelations>>;

/** One subgraph's window on Postgres: its own schema under its own role. */
export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /** Where these connections lead; holds the role's password. */
  readonly url: string;
  readonly schema: string;
  readonly statements: StatementCounter;
  close(): Promise<void>;
}

/**
 * Opens a pool on one subgraph's schema. No connection is made before the first query.
 * The search path of every connection is that schema alone, so unqualified names mean its own tables.
 */
export function openDatabase(options: {
  url: string;
  schema: string;
  pool: PoolSettings;
  log?: DatabaseLog;
}): Database {
  const { url, schema, pool: settings, log = silentLog } = options;
  const { counter, Client } = countStatements();
  const pool = new pg.Pool({ ...connectionConfig(url, schema, settings), Client });
  // pg raises a lost idle connection here; the pool replaces it by itself, and unheard it would end the process.
  pool.on('error', (error) => {
    if (!pool.ending) log.warn({ reason: error.message, schema }, 'idle database connection lost');
  });
  // The pool listens only to connections at rest. One lost in a transaction shows in its next statement.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    db: drizzle({ client: pool }),
    pool,
    url,
    schema,
    statements: counter,
    close: () => pool.end(),
  };
}

function connectionConfig(url: string, schema: string, settings: PoolSettings): pg.PoolConfig {
  return {
    connectionString: url,
    // Compiling a statement takes longer than running any of ours; notices are for people at a prompt.
    options: `-c search_path=${pg.escapeIdentifier(schema)} -c jit=off -c client_min_messages=warning`,
    application_name: settings.applicationName,
    max: settings.max,
    connectionTimeoutMillis: settings.connectionTimeoutMs,
    idleTimeoutMillis: settings.idleTimeoutMs,
    statement_timeout: settings.statementTimeoutMs,
    query_timeout: settings.queryTimeoutMs,
    lock_timeout: settings.lockTimeoutMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: settings.keepAliveInitialDelayMs,
  };
}
