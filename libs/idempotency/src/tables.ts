import type { PgSchema } from 'drizzle-orm/pg-core';
import { customType, jsonb, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** The table of answers already given, in a subgraph's own schema; its `src/tables/` re-exports it. */
export function mutationKeyTables(schema: PgSchema) {
  const mutationKeys = schema.table(
    'mutation_keys',
    {
      /** Whose key it is: the viewer's id, or a digest of the credentials where there is no viewer. */
      scope: text().notNull(),
      /** The client's `clientMutationId`. */
      key: text().notNull(),
      mutation: text().notNull(),
      inputHash: bytea('input_hash').notNull(),
      /** The value the mutation answered first. */
      result: jsonb(),
      createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    },
    (table) => [primaryKey({ columns: [table.scope, table.key] })],
  );
  return { mutationKeys };
}
