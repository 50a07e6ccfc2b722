import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';

/** Most timelines that one statement cuts down. */
const batch = 100;
/** Most statements of one round. */
const batches = 100;

/**
 * Cuts timelines down to the cap that were not for a while, those first that waited longest. Apart from the pushes, so
 * that these need not wait for it; several processes take different ones.
 */
export async function trimTimelines(tx: Tx, afterMs: number, signal: AbortSignal): Promise<void> {
  for (let nth = 0; nth < batches && !signal.aborted; nth += 1) {
    if ((await trimSome(tx, afterMs)) < batch) return;
  }
}

async function trimSome(tx: Tx, afterMs: number): Promise<number> {
  const { rows } = await tx.execute<{ due: number }>(sql`
    with due as materialized (
      select user_id from readers where trimmed_at < now() - make_interval(secs => ${afterMs / 1_000})
      order by trimmed_at limit ${batch} for update skip locked
    ), noted as (
      update readers set trimmed_at = now() from due where readers.user_id = due.user_id
    ), cut as materialized (
      select user_id, (
        select item_id from (
          select item_id from timeline where owner_id = user_id
          order by item_id desc limit (select timeline_cap from settings)
        ) kept order by item_id limit 1
      ) as oldest_kept
      from due
    ), trimmed as (
      delete from timeline using cut where owner_id = user_id and item_id < oldest_kept
    )
    select count(*)::int as due from due`);
  return rows[0]?.due ?? 0;
}
