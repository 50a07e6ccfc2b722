import type { Db } from '@ursa/database';
import { transact } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { firstItem } from '../domain/item-id.ts';

const batch = 500;

/** Counts who subscribes to each source, and says beside each subscription whether the source is large. */
export async function setSourcesRight(db: Db): Promise<void> {
  for (let last: string | undefined = firstItem; last !== undefined; ) last = await someAfter(db, last);
}

/** The last source that was set right; undefined: there are no more. */
const someAfter = (db: Db, last: string) =>
  transact(db, async (tx) => {
    // Held first: then the next statements see what everybody did who held a source before.
    const { rows } = await tx.execute<{ source_id: string }>(sql`
      select source_id from sources where source_id > ${last} order by source_id limit ${batch} for update`);
    const ids = sql`${sql.param(rows.map(({ source_id: id }) => id))}::uuid[]`;
    await tx.execute(sql`
      update sources set subscribers = counted.subscribers
      from (
        select id, (select count(*) from subscribers where source_id = id and holds) as subscribers
        from unnest(${ids}) as known(id)
      ) counted
      where source_id = id and sources.subscribers <> counted.subscribers`);
    await tx.execute(sql`
      update subscribers set is_large = sources.is_large from sources
      where sources.source_id = any(${ids}) and subscribers.source_id = sources.source_id
        and subscribers.is_large <> sources.is_large`);
    return rows.length === batch ? rows.at(-1)?.source_id : undefined;
  });
