import type { Tx } from '@ursa/database';
import type { EventEnvelope, PayloadOf } from '@ursa/events';
import type { PostCreated, PostReposted } from '@ursa/events/contracts';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { itemId, momentOf, repostItemId } from '../domain/item-id.ts';
import { standing } from '../domain/keep-post.ts';
import { placePost } from '../domain/publish-post.ts';
import type { Subscription } from '../domain/subscribe.ts';

type Told<Contract extends typeof PostCreated | typeof PostReposted> = EventEnvelope<PayloadOf<Contract>>;

/** Keeps a post where it was published, with its item and tags, unless something newer is known. */
export async function tellPost(tx: Tx, { payload, occurredAt, sequence }: Told<typeof PostCreated>) {
  const { postId, authorId, groupId, visibility, tags } = payload;
  const item = itemId(new Date(occurredAt), toUuid(postId));
  const [author, group] = [toUuid(authorId), groupId && toUuid(groupId)];
  const { rowCount } = await tx.execute(sql`
    insert into posts as known (post_id, item_id, author_id, group_id, visibility, tags, is_deleted, sequence)
    values (${toUuid(postId)}, ${item}, ${author}, ${group}, ${visibility}, ${sql.param(tags)}::text[], false,
      ${sequence})
    on conflict (post_id) do update set item_id = excluded.item_id, author_id = excluded.author_id,
      group_id = excluded.group_id, visibility = excluded.visibility, tags = excluded.tags, is_deleted = false,
      sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
  if (!rowCount) return;
  const now = standing(item, { author, group, visibility }, tags, false);
  await placePost(tx, postId, now, group !== null || visibility === 'PUBLIC');
}

/** Keeps a repost, with its item and points, unless something newer is known. */
export async function tellRepost(tx: Tx, { payload, occurredAt, sequence }: Told<typeof PostReposted>) {
  const { postId, reposterId } = payload;
  const item = repostItemId(new Date(occurredAt), reposterId, postId);
  const { rowCount } = await tx.execute(sql`
    with kept as (
      insert into reposts as known (reposter_id, post_id, item_id, holds, sequence)
      values (${toUuid(reposterId)}, ${toUuid(postId)}, ${item}, true, ${sequence})
      on conflict (reposter_id, post_id) do update
        set item_id = excluded.item_id, holds = true, sequence = excluded.sequence
        where known.sequence < excluded.sequence
      returning item_id, reposter_id, post_id
    ), placed as (
      insert into items as known (item_id, source_id, post_id, is_repost, withheld)
      select item_id, reposter_id, post_id, true, false from kept
      on conflict (item_id) do update set source_id = excluded.source_id, post_id = excluded.post_id,
        is_repost = true, withheld = false
    )
    select from kept`);
  if (rowCount) await addPoints(tx, postId, 3);
}

/** Keeps that somebody gets what a source brings, unless something newer is known. */
export async function tellSubscription(tx: Tx, told: Omit<Subscription, 'holds'>) {
  const source = toUuid(told.source);
  await tx.execute(sql`
    insert into sources (source_id, subscribers, is_large) values (${source}, 0, false) on conflict do nothing`);
  await tx.execute(sql`
    insert into subscribers as known (source_id, subscriber_id, holds, is_large, sequence)
    select source_id, ${toUuid(told.subscriberId)}::uuid, true, is_large, ${told.sequence}::bigint
    from sources where source_id = ${source}::uuid
    on conflict (source_id, subscriber_id) do update
      set holds = true, is_large = excluded.is_large, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Adds points to a post, whatever is known of it by now. */
export async function addPoints(tx: Tx, postId: PostId, points: number): Promise<void> {
  const id = toUuid(postId);
  await tx.execute(sql`
    insert into engagement as known (post_id, points, published_seconds, is_open)
    values (${id}, ${points}, ${momentOf(id).getTime() / 1_000}, false)
    on conflict (post_id) do update set points = known.points + excluded.points`);
}
