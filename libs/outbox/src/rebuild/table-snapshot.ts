import type { AnyEventContract, NewEvent } from '@ursa/events';
import type { InferSelectModel, SQL } from 'drizzle-orm';
import { and, asc, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Snapshot } from './snapshot.ts';
import { snapshot } from './snapshot.ts';

/** A snapshot of one table's rows, by a key of it, in the order of an index. */
export function tableSnapshot<Table extends PgTable>(options: {
  readonly tells: AnyEventContract;
  readonly from: Table;
  /** Names of the columns that make the key. */
  readonly key: readonly (keyof InferSelectModel<Table> & string)[];
  /** Which rows. @default all */
  readonly where?: SQL;
  readonly event: (row: InferSelectModel<Table>) => NewEvent;
}): Snapshot {
  const { tells, from, key, where, event } = options;
  const columns = key.map((name) => from[name as keyof Table] as PgColumn);
  const list = (parts: readonly unknown[]) =>
    sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    );
  return snapshot<InferSelectModel<Table>>({
    tells: [tells],
    async page(tx, last, limit) {
      const values = key.map((name, at) => sql.param(last?.[name], columns[at]));
      const rows = await tx
        .select()
        .from(from as PgTable)
        .where(and(where, last && sql`(${list(columns)}) > (${list(values)})`))
        .orderBy(...columns.map((column) => asc(column)))
        .limit(limit);
      return rows as InferSelectModel<Table>[];
    },
    event,
  });
}
