import type { Db } from '@ursa/database';
import { sql } from 'drizzle-orm';

/** Forgets names that point on no longer, at most `limit` at a time. Tells how many it forgot. */
export async function forgetUsernames(db: Db, limit = 1_000): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from former_usernames where ctid = any(array(
      select ctid from former_usernames where expires_at < now() limit ${limit}))`);
  return rowCount ?? 0;
}
