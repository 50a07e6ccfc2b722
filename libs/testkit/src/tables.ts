import { createRequire } from 'node:module';
import type { Database } from '@ursa/database';

// drizzle-kit's ES module build imports what Node does not give to one.
const { generateDrizzleJson, generateMigration } = createRequire(import.meta.url)(
  'drizzle-kit/api',
) as typeof import('drizzle-kit/api');

/** The SQL that makes these drizzle tables, as drizzle-kit would write it into a first migration. */
export async function tableStatements(tables: Record<string, unknown>): Promise<string[]> {
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables));
  return statements.filter((statement) => !/^create schema\b/i.test(statement));
}

export async function createTables({ pool }: Database, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await pool.query(statement);
}
