import type { Tx } from './database.ts';

/**
 * A statement that Postgres parses and plans once per connection. Its tables are named without a schema: the
 * connection's search path is the subgraph's own.
 */
export function statement<Row = Record<string, unknown>>(
  name: string,
  text: string,
): (tx: Tx, ...values: unknown[]) => Promise<Row[]> {
  return async (tx, ...values) => {
    const query = tx._.session.prepareQuery<{ execute: { rows: Row[] }; all: never; values: never }>(
      { sql: text, params: values },
      undefined,
      `ursa.${name}`,
      false,
    );
    return (await query.execute()).rows;
  };
}
