import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { firstItem } from './item-id.ts';
import { prepared } from './prepared.ts';
import { ring, ringSubscribers } from './ring.ts';
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
export async function pushItem(tx: Tx, item: Item): Promise<void> {
  const { sourceId, sourceType } = item;
  const source = await holdSource(tx, sourceId);
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
  let after: string | null = firstItem;
  while (source.subscribers > 0 && after !== null) after = await pushBatch(tx, item, after, source.batch);
  await ringSubscribers(tx, item);
}

/** Pushes to the next active subscribers in the order of their ids; null: there were no more. */
async function pushBatch(
  tx: Tx,
  { itemId, sourceId, postId, isRepost }: Item,
  after: string,
  batch: number,
): Promise<string | null> {
  const [row] = await prepared<{ last: string | null; looked_at: string }>(
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
      select count(*) as looked_at, (array_agg(subscriber_id order by subscriber_id desc))[1] as last from batch`,
  );
  const whole = Number(row?.looked_at ?? 0) === batch;
  if (isTrimming(itemId)) await trimBatch(tx, sourceId, after, batch);
  return whole ? (row?.last ?? null) : null;
}

// One item in 32 trims the timelines it is pushed to: each costs a bit of it, and none grows far beyond the cap.
const isTrimming = (itemId: string) => (Number.parseInt(itemId.slice(-2), 16) & 31) === 0;

/** Lets go what is beyond the cap in the timelines of a batch. */
async function trimBatch(tx: Tx, sourceId: string, after: string, batch: number): Promise<void> {
  await prepared(
    tx,
    'trim-batch',
    sql`
      with batch as materialized (
        select subscriber_id, (
          select min_kept.item_id from (
            select item_id, row_number() over (order by item_id desc) as nth from (
              select item_id from timeline where owner_id = subscriber_id
              order by item_id desc limit (select timeline_cap from settings)
            ) newest
          ) min_kept where nth = (select timeline_cap from settings)
        ) as oldest_kept
        from subscribers
        where source_id = ${sourceId}::uuid and subscriber_id > ${after}::uuid and holds
        order by subscriber_id limit ${batch}::int
      )
      delete from timeline using batch where owner_id = subscriber_id and item_id < oldest_kept`,
  );
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
