import type { Db, Tx } from '@ursa/database';
import type { Id } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

/** How what is gone is swept up. */
export interface Sweeping {
  /** Most rows deleted by one statement. */
  readonly batchSize: number;
  /** How soon it is looked again once nothing was left. */
  readonly againMs: number;
}

// A reaction that was under way at the deletion may commit after it, but not later than its transaction may last.
const transactionLasts = "interval '1 minute'";
const firstBatch = 1_000;

/**
 * Sweeps up after a post, with everything under it, or a comment that is gone: a first batch at once, the rest beside
 * the requests. Nobody can see it any more, so there is no hurry and no event.
 */
export async function beginSweep(tx: Tx, subjectId: Id<string>): Promise<void> {
  const gone = toUuid(subjectId);
  await tx.execute(sql`
    insert into sweeps (subject_id, next_at, until_at)
    values (${gone}::uuid, now(), now() + ${sql.raw(transactionLasts)})
    on conflict (subject_id) do nothing
  `);
  await sweepUnder(tx, gone, firstBatch);
}

/** Deletes one further batch of what hangs on something that is gone. False: nothing is due now. */
export async function sweep(db: Db, { batchSize, againMs }: Sweeping): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ subject_id: string }>(sql`
      select subject_id from sweeps where next_at <= now() order by next_at limit 1 for update skip locked
    `);
    const gone = rows[0]?.subject_id;
    if (gone === undefined) return false;
    if ((await sweepUnder(tx, gone, batchSize)) > 0) return true;
    // Nothing left: look once more when nothing can be under way any longer, and then forget it.
    await tx.execute(sql`delete from sweeps where subject_id = ${gone}::uuid and until_at <= now()`);
    await tx.execute(sql`
      update sweeps set next_at = least(until_at, now() + ${againMs} * interval '1 millisecond')
      where subject_id = ${gone}::uuid
    `);
    return true;
  });
}

/** How many rows went, of each table at most a batch. A counter goes after its reactions, as they are found by it. */
async function sweepUnder(tx: Tx, gone: string, batchSize: number): Promise<number> {
  const subjects = sql`select subject_id from subjects where post_id = ${gone}::uuid or subject_id = ${gone}::uuid`;
  const reactions = await tx.execute(sql`
    delete from reactions where id = any(array(
      select id from reactions where subject_id in (${subjects}) limit ${batchSize}))
  `);
  // Locked first: then the next statement sees the reactions of everybody who held the counter before.
  const some = sql`${subjects} order by subject_id limit ${batchSize}`;
  await tx.execute(sql`${some} for update`);
  const counters = await tx.execute(sql`
    delete from subjects where subject_id = any(array(${some}))
      and not exists (select from reactions where reactions.subject_id = subjects.subject_id)
  `);
  const comments = await tx.execute(sql`
    delete from comment_audiences where comment_id = any(array(
      select comment_id from comment_audiences where post_id = ${gone}::uuid limit ${batchSize}))
  `);
  return (reactions.rowCount ?? 0) + (counters.rowCount ?? 0) + (comments.rowCount ?? 0);
}
