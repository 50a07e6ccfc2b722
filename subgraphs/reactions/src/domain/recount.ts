import type { Db } from '@ursa/database';
import { transact } from '@ursa/database';
import { ReactionAudienceChanged } from '@ursa/events/contracts';
import type { CommentId, PostId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { kinds } from './kinds.ts';

const batch = 500;

/** Counts the reactions to everything anew, a bounded number of things at a time. */
export async function setCountsRight(db: Db): Promise<void> {
  for (let last: string | undefined = '00000000-0000-0000-0000-000000000000'; last !== undefined; )
    last = await recountAfter(db, last);
}

/** The last of the things that were counted; undefined: there are no more. */
const recountAfter = (db: Db, last: string) =>
  transact(db, async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from (
        (select distinct subject_id as id from reactions where subject_id > ${last} order by id limit ${batch})
        union
        (select subject_id from subjects where subject_id > ${last} order by subject_id limit ${batch})
      ) as known order by id limit ${batch}`);
    const ids = sql`${sql.param(rows.map(({ id }) => id))}::uuid[]`;
    // A counter that got lost, of what is known here.
    await tx.execute(sql`
      insert into subjects (subject_id, post_id, counts)
      select distinct reactions.subject_id, coalesce(comment_audiences.post_id, reactions.subject_id), '{}'::int[]
      from reactions left join comment_audiences on comment_id = reactions.subject_id
      where reactions.subject_id = any(${ids}) and (subject_type = 'post' or comment_id is not null)
      order by 1 on conflict do nothing`);
    // Locked first: then the next statement sees the reactions of everybody who held a counter before.
    await tx.execute(sql`select from subjects where subject_id = any(${ids}) order by subject_id for update`);
    const { rows: changed } = await tx.execute<{ id: string; is_post: boolean }>(sql`
      with counted as (
        select subject_id, array(
          select (select count(*)::int from reactions
            where reactions.subject_id = subjects.subject_id and reactions.kind = number)
          from generate_series(1, ${kinds.length}::int) as number order by number) as counts
        from subjects where subject_id = any(${ids})
      )
      update subjects set counts = counted.counts from counted
      where subjects.subject_id = counted.subject_id and subjects.counts <> counted.counts
      returning subjects.subject_id as id, subjects.subject_id = post_id as is_post`);
    // Whoever keeps the wrong ones forgets them; whoever watches looks again.
    const events = changed.map(({ id, is_post: isPost }) => {
      const subjectId: PostId | CommentId = isPost ? fromUuid('post', id) : fromUuid('comment', id);
      return ReactionAudienceChanged.create(subjectId, { subjectId });
    });
    await emitAll(tx, events);
    return rows.length === batch ? rows.at(-1)?.id : undefined;
  });
