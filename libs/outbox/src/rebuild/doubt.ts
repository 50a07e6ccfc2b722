import type { Db } from '@ursa/database';
import { sql } from 'drizzle-orm';
import type { RebuiltTable } from './rebuild.ts';

/** Pages of a table that one statement goes through: 8 kB each. */
const stretchPages = 128;
/** Most rows removed by one statement. */
const batch = 500;

/**
 * Runs a statement that ends in a condition on every row that a table has now, a stretch of its pages at a time, so
 * that nobody waits long for it.
 */
export async function eachStretch(db: Db, table: string, statement: string): Promise<void> {
  const size = await db.execute<{ pages: number }>(
    sql`select (pg_relation_size(${table}::regclass) / current_setting('block_size')::int)::int as pages`,
  );
  const pages = size.rows[0]?.pages ?? 0;
  for (let page = 0; page < pages; page += stretchPages) {
    const within = `${table}.ctid >= '(${page},0)'::tid and ${table}.ctid < '(${page + stretchPages},0)'::tid`;
    await db.execute(sql.raw(`${statement} and ${within}`));
  }
}

/** Removes what nobody told of; tells how many rows. */
export async function removeDoubted(db: Db, { name, remove }: RebuiltTable): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await db.transaction((tx) => (remove ?? deleteFrom(name))(tx, batch));
    removed += count;
    if (count < batch) return removed;
  }
}

const deleteFrom =
  (table: string): NonNullable<RebuiltTable['remove']> =>
  async (tx, limit) => {
    const { rowCount } = await tx.execute(
      sql.raw(
        `delete from ${table} where ctid = any (array(select ctid from ${table} where sequence = 0 limit ${limit}))`,
      ),
    );
    return rowCount ?? 0;
  };
