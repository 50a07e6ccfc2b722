import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { engage } from './engage.ts';
import { pushItem, takeBack } from './push-item.ts';

/** A repost, or its end, as an event tells of it. */
export interface KnownRepost {
  readonly reposterId: UserId;
  readonly postId: PostId;
  readonly itemId: string;
  readonly holds: boolean;
  readonly sequence: number;
}

type Row = { item_id: string; held: boolean };

/** Keeps who reposts what, unless something newer is known, and lets feeds follow. */
export async function keepRepost(tx: Tx, repost: KnownRepost): Promise<void> {
  const { reposterId, postId, itemId, holds, sequence } = repost;
  const [post, sourceId] = [toUuid(postId), toUuid(reposterId)];
  const { rows } = await tx.execute<Row>(sql`
    with before as (
      select item_id, holds from reposts where reposter_id = ${sourceId}::uuid and post_id = ${post}::uuid
    ), kept as (
      insert into reposts as known (reposter_id, post_id, item_id, holds, sequence)
      values (${sourceId}, ${post}, ${itemId}, ${holds}, ${sequence})
      on conflict (reposter_id, post_id) do update
        set item_id = case when excluded.holds and not known.holds then excluded.item_id else known.item_id end,
          holds = excluded.holds, sequence = excluded.sequence
        where known.sequence < excluded.sequence
      returning item_id
    )
    select kept.item_id, coalesce(before.holds, false) as held from kept left join before on true`);
  const [row] = rows;
  if (!row || row.held === holds) return;
  await engage(tx, postId, holds ? 3 : -3);
  const item = { itemId: row.item_id, sourceId, sourceType: 'user', postId, isRepost: true } as const;
  if (holds) {
    await tx.execute(sql`
      insert into items (item_id, source_id, post_id, is_repost, withheld)
      values (${item.itemId}, ${sourceId}, ${post}, true, false) on conflict do nothing`);
    await pushItem(tx, item);
  } else {
    await tx.execute(sql`delete from items where item_id = ${item.itemId}`);
    await takeBack(tx, item);
  }
}
