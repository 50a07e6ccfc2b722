import type { Tx } from '@ursa/database';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

const dialect = new PgDialect();

/**
 * Runs a statement that Postgres parses and plans once per connection. One name, one text: whatever changes from call
 * to call must be a parameter.
 */
export async function prepared<Row>(tx: Tx, name: string, query: SQL): Promise<Row[]> {
  const statement = tx._.session.prepareQuery<{ execute: { rows: Row[] }; all: never; values: never }>(
    dialect.sqlToQuery(query),
    undefined,
    `feed.${name}`,
    false,
  );
  return (await statement.execute()).rows;
}
