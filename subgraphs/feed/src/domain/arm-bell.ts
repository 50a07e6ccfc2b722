import type { Tx } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

/** Most large sources whose channels one stream watches; what others bring is told with whatever comes next. */
const mostSources = 100;

/** Says that somebody watches their feed and wants to be told; returns the large sources that tell by themselves. */
export async function armBell(tx: Tx, viewer: UserId): Promise<(UserId | GroupId)[]> {
  const me = toUuid(viewer);
  await tx.execute(sql`
    insert into watchers (user_id, is_armed, watches_until) values (${me}, true, now() + interval '90 seconds')
    on conflict (user_id) do update set is_armed = true, watches_until = excluded.watches_until`);
  const { rows } = await tx.execute<{ source_id: string; is_group: boolean }>(sql`
    select source_id, exists (select 1 from groups where group_id = source_id) as is_group
    from subscribers where subscriber_id = ${me} and holds and is_large
    order by source_id limit ${mostSources}`);
  return rows.map((row) => fromUuid(row.is_group ? 'group' : 'user', row.source_id));
}
