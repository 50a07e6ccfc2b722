import type { Db } from '@ursa/database';
import { sql } from 'drizzle-orm';

/** Forgets answers older than a day, at most `limit` at a time. Tells how many it forgot. */
export async function forgetOldKeys(db: Db, limit = 1_000): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from mutation_keys where ctid = any(array(
      select ctid from mutation_keys where created_at < now() - interval '24 hours' limit ${limit}))`);
  return rowCount ?? 0;
}
