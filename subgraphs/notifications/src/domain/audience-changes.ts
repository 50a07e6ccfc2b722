import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostEdited } from '@ursa/events/contracts';
import type { PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { forgetCounts } from './unread-count.ts';

/** Whether an edit gives its post another audience than is kept of it now. */
export async function changesAudience(
  tx: Tx,
  { payload, sequence }: EventEnvelope<PayloadOf<typeof PostEdited>>,
): Promise<boolean> {
  const { postId, visibility, groupId } = payload;
  const { rows } = await tx.execute(sql`
    select 1 from post_audiences where post_id = ${toUuid(postId)} and sequence < ${sequence}
      and (visibility <> ${visibility} or group_id is distinct from ${groupId && toUuid(groupId)}::uuid)
  `);
  return rows.length > 0;
}

/** Those told of what hangs on a post may see less or more than before. */
export async function recountOfPost(tx: Tx, postId: PostId): Promise<void> {
  await forgetCounts(tx, sql`select recipient_id from notifications where post_id = ${toUuid(postId)}`);
}

const mostLookedAt = 1_000;

/** Whoever follows somebody, or does no longer, may see less or more of what hangs on that person's posts. */
export async function recountOfFollow(
  tx: Tx,
  { followerId, followedId }: { followerId: UserId; followedId: UserId },
): Promise<void> {
  await forgetCounts(
    tx,
    sql`
      with unread as (
        select post_id from notifications
        where recipient_id = ${toUuid(followerId)} and read_at is null order by sequence desc limit ${mostLookedAt}
      )
      select ${toUuid(followerId)}::uuid
      where exists (
        select 1 from unread join post_audiences using (post_id) where author_id = ${toUuid(followedId)}
      ) or (select count(*) from unread) = ${mostLookedAt}
    `,
  );
}
