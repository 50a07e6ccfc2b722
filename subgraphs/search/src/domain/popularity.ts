import type { Db } from '@ursa/database';
import { sql } from 'drizzle-orm';

const batch = 1_000;

/**
 * Counts anew what was done with everything, a bounded number of things at a time, and removes postings without a
 * document. Meanwhile nobody else may change a sum, or one would be counted without what just came.
 */
export async function setPopularityRight(db: Db): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const next = await db.transaction(async (tx) => {
      await tx.execute(sql`lock table popularity in share row exclusive mode`);
      const { rows } = await tx.execute<{ id: string }>(sql`
        select id from (
          (select distinct subject_id as id from engagements where subject_id > ${last} order by id limit ${batch})
          union
          (select subject_id from popularity where subject_id > ${last} order by subject_id limit ${batch})
        ) as known order by id limit ${batch}`);
      const ids = sql.param(rows.map(({ id }) => id));
      await tx.execute(sql`
        insert into popularity (subject_id, total)
        select id, coalesce((select sum(weight) from engagements where subject_id = id), 0)
        from unnest(${ids}::uuid[]) as known(id)
        on conflict (subject_id) do update set total = excluded.total`);
      return rows.length === batch ? rows.at(-1)?.id : undefined;
    });
    if (next === undefined) return;
    last = next;
  }
}
