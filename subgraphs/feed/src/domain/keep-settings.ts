import type { Tx } from '@ursa/database';
import { sql } from 'drizzle-orm';
import type { Config } from '../config.ts';

/** Writes down the settings that consumers and requests must agree on. */
export async function keepSettings(tx: Tx, config: Config): Promise<void> {
  const { fanoutMaxFollowers, fanoutBatch, timelineCap, activeDays } = config;
  await tx.execute(sql`
    insert into settings as known (id, fanout_max_followers, fanout_batch, timeline_cap, active_days)
    values (1, ${fanoutMaxFollowers}, ${fanoutBatch}, ${timelineCap}, ${activeDays})
    on conflict (id) do update set fanout_max_followers = excluded.fanout_max_followers,
      fanout_batch = excluded.fanout_batch, timeline_cap = excluded.timeline_cap, active_days = excluded.active_days
      where known is distinct from excluded`);
}
