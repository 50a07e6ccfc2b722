import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { firstItem } from './item-id.ts';
import { prepared } from './prepared.ts';
import { ring, ringSubscribers } from './ring.ts';
import type { Source, SourceRow } from './source.ts';
import { enlarge, holdSource } from './source.ts';

/** What a source brings. */
export interface Item {
  readonly itemId: string;
  readonly sourceId: string;
  readonly sourceType: 'user' | 'group';
  readonly postId: PostId;
  readonly isRepost: boolean;
}

/**
 * Brings an item to those who get what its source brings: into the timelines of active ones, batch by batch. A source
 * with more subscribers than are pushed to keeps it for them to look at: the cost is the same however many they are.
 */
export async function pushItem(tx: Tx, item: Item, held?: SourceRow): Promise<void> {
  const { sourceId, sourceType } = item;
  const source = await holdSource(tx, sourceId, held);
  const isLarge = source.isLarge || source.subscribers > source.pushLimit;
  if (isLarge) {
    // Those who watch do not know yet that they have to look here.
    if (!source.isLarge) {
      await enlarge(tx, sourceId);
      await ringSubscribers(tx, item);
    }
    await ring(tx, [{ id: sourceId, type: sourceType }]);
    return;
  }
  let isWatched = false;
  for (let after: string | null = firstItem; after !== null; ) {
    const batch = await pushBatch(tx, item, after, source);
    isWatched ||= batch.isWatched;
    after = batch.last;
  }
  if (isWatched) await ringSubscribers(tx, item);
}

/**
 * Pushes to the next active subscribers in the order of their ids: the last of them (null: there are no more), and
 * whether somebody of them, or the author, watches their feed right now.
 */
async function pushBatch(
  tx: Tx,
  { itemId, sourceId, postId, isRepost }: Item,
  after: string,
  { batch }: Source,
): Promise<{ last: string | null; isWatched: boolean }> {
  const rows = await prepared<{ last: string | null; looked_at: string; is_watched: boolean }>(
    tx,
    'push-batch',
    sql`
      with batch as materialized (
        select subscriber_id, holds from subscribers
        where source_id = ${sourceId}::uuid and subscriber_id > ${after}::uuid
        order by subscriber_id limit ${batch}::int
      ), pushed as (
        insert into timeline (owner_id, item_id, post_id, source_id, is_repost)
        select subscriber_id, ${itemId}::uuid, ${toUuid(postId)}::uuid, ${sourceId}::uuid, ${isRepost}::boolean
        from batch, settings
        where holds and exists (
          select 1 from readers where user_id = subscriber_id
            and last_seen > now() - make_interval(days => settings.active_days)
        )
        on conflict do nothing
      )
      select count(*) as looked_at, (
          select subscriber_id from batch order by subscriber_id desc limit 1
        ) as last,
        exists (
          select 1 from watchers where watches_until > now() and (
            user_id in (select subscriber_id from batch) or user_id = ${sourceId}::uuid
            or user_id = (select author_id from posts where post_id = ${toUuid(postId)}::uuid)
          )
        ) as is_watched
      from batch`,
  );
  const [{ last, looked_at: lookedAt, is_watched: isWatched }] = rows as [(typeof rows)[number]];
  return { last: Number(lookedAt) === batch ? last : null, isWatched };
}

/** Takes an item back from the timelines it was pushed to. */
export async function takeBack(
  tx: Tx,
  { itemId, sourceId }: Pick<Item, 'itemId' | 'sourceId'>,
): Promise<void> {
  const { isLarge } = await holdSource(tx, sourceId);
  // What a source brought before it was large is in timelines still; it is not shown, and goes with the cap.
  if (isLarge) return;
  await prepared(
    tx,
    'take-back',
    sql`delete from timeline using subscribers
      where subscribers.source_id = ${sourceId}::uuid and owner_id = subscriber_id and item_id = ${itemId}::uuid`,
  );
}
