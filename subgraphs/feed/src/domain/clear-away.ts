import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';

/** Lets go what is over: rankings whose cursors are too old, watchers that left, dismissals that ended. */
export async function clearAway(tx: Tx, keepRankingsMs: number): Promise<void> {
  await tx.execute(sql`
    delete from rankings where ranked_at < now() - make_interval(secs => ${keepRankingsMs / 1_000})`);
  await tx.execute(sql`delete from watchers where watches_until < now() - interval '1 minute'`);
  await tx.execute(sql`delete from dismissals where until < now()`);
}
