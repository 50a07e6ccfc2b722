import type { Db } from '@ursa/database';
import { transact } from '@ursa/database';
import { fromUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { firstItem } from '../domain/item-id.ts';
import { fillTimeline } from '../domain/tend-reader.ts';

const batch = 100;

/** Fills the timelines of all who are pushed to; whoever comes back later has theirs filled then. */
export async function fillTimelines(db: Db): Promise<void> {
  for (let last = firstItem; ; ) {
    const { rows } = await db.execute<{ user_id: string }>(sql`
      select user_id from readers, settings
      where user_id > ${last} and last_seen > now() - make_interval(days => active_days)
      order by user_id limit ${batch}`);
    for (const { user_id: id } of rows) await transact(db, (tx) => fillTimeline(tx, fromUuid('user', id)));
    const next = rows.at(-1)?.user_id;
    if (next === undefined || rows.length < batch) return;
    last = next;
  }
}
