import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { momentOf } from './item-id.ts';
import type { KnownPost, Standing } from './keep-post.ts';
import { keepPost } from './keep-post.ts';
import { prepared } from './prepared.ts';
import { pushItem, takeBack } from './push-item.ts';
import { ringReader } from './ring.ts';
import type { SourceRow } from './source.ts';
import { heldSource } from './source.ts';

/** Keeps what an event tells of a post, and lets feeds, tags and explore follow. */
export async function publishPost(tx: Tx, post: KnownPost): Promise<void> {
  const kept = await keepPost(tx, post);
  if (!kept) return;
  const { now, before } = kept;
  const { postId, visibility } = post;
  const stood = before !== null && !before.isDeleted;
  if (now.isDeleted) {
    if (before) await forgetPost(tx, postId, before);
    return;
  }
  const moved = !stood || before.sourceId !== now.sourceId || before.withheld !== now.withheld;
  const retagged = !stood || before.tags.join(' ') !== now.tags.join(' ');
  if (moved && stood && !before.withheld) await takeBack(tx, before);
  if (retagged && stood) await untag(tx, before);
  const source = await placePost(tx, postId, now, now.sourceType === 'group' || visibility === 'PUBLIC');
  if (!moved) return;
  if (now.withheld) await ringReader(tx, now.sourceId);
  else await pushItem(tx, { ...now, postId, isRepost: false }, source);
}

/** The post's item, its tags, and its place in the ranking; and holds its source, all in one statement. */
export async function placePost(tx: Tx, postId: PostId, now: Standing, isOpen: boolean) {
  const { itemId, sourceId, withheld, tags } = now;
  const id = sql`${toUuid(postId)}::uuid`;
  const [source] = await prepared<SourceRow>(
    tx,
    'place-post',
    sql`
      with item as (
        insert into items as known (item_id, source_id, post_id, is_repost, withheld)
        values (${itemId}, ${sourceId}, ${id}, false, ${withheld})
        on conflict (item_id) do update
          set source_id = excluded.source_id, withheld = excluded.withheld, written_in = excluded.written_in
          where (known.source_id, known.withheld) is distinct from (excluded.source_id, excluded.withheld)
      ), tags as (
        insert into tagged (tag, item_id, post_id)
        select distinct tag, ${itemId}::uuid, ${id} from unnest(${sql.param([...tags])}::text[]) as tag
        on conflict do nothing
      ), engaged as (
      insert into engagement as known (post_id, points, published_seconds, is_open)
      values (${id}, 0, ${momentOf(itemId).getTime() / 1_000}, ${isOpen})
      on conflict (post_id) do update
        set published_seconds = excluded.published_seconds, is_open = excluded.is_open
        where (known.published_seconds, known.is_open) is distinct from (excluded.published_seconds, excluded.is_open)
      )
      ${heldSource(sourceId)}`,
  );
  return source;
}

async function untag(tx: Tx, { itemId, tags }: Standing): Promise<void> {
  await tx.execute(
    sql`delete from tagged where tag = any(${sql.param([...tags])}::text[]) and item_id = ${itemId}`,
  );
}

/** Most reposts that go with a post; what is left is not shown, and goes from timelines with the cap. */
const mostReposts = 5_000;

async function forgetPost(tx: Tx, postId: PostId, before: Standing): Promise<void> {
  const id = toUuid(postId);
  if (!before.isDeleted && !before.withheld) await takeBack(tx, before);
  await untag(tx, before);
  await tx.execute(sql`
    with own as (delete from items where item_id = ${before.itemId}),
    reposted as (
      delete from items where item_id in (
        select item_id from items where post_id = ${id} and is_repost limit ${mostReposts}
      )
    )
    delete from engagement where post_id = ${id}`);
}
