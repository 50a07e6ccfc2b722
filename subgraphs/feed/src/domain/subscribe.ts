import type { Tx } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { ringReader } from './ring.ts';

/** That somebody gets what a person or a group brings, or does no longer, as an event tells. */
export interface Subscription {
  readonly source: UserId | GroupId;
  readonly subscriberId: UserId;
  readonly holds: boolean;
  readonly sequence: number;
}

/** Newest items of a source that whoever subscribes to it finds in their timeline. */
const backfilled = 100;

/** Keeps a subscription, unless something newer is known, and lets the subscriber's timeline follow. */
export async function keepSubscription(tx: Tx, subscription: Subscription): Promise<void> {
  const { holds, sequence } = subscription;
  const [source, subscriber] = [toUuid(subscription.source), toUuid(subscription.subscriberId)];
  // Held to the end: what the source brings meanwhile is either there for the backfill or pushed (source.ts).
  await tx.execute(sql`
    insert into sources (source_id, subscribers, is_large) values (${source}, 0, false)
    on conflict (source_id) do update set subscribers = sources.subscribers`);
  const { rows } = await tx.execute<{ by: number }>(sql`
    with before as (
      select holds from subscribers where source_id = ${source}::uuid and subscriber_id = ${subscriber}::uuid
    ), kept as (
      insert into subscribers as known (source_id, subscriber_id, holds, is_large, sequence)
      select source_id, ${subscriber}::uuid, ${holds}::boolean, is_large, ${sequence}::bigint
      from sources where source_id = ${source}::uuid
      on conflict (source_id, subscriber_id) do update
        set holds = excluded.holds, is_large = excluded.is_large, sequence = excluded.sequence
        where known.sequence < excluded.sequence
      returning holds::int as holds
    ), change as (
      select kept.holds - coalesce(before.holds, false)::int as by from kept left join before on true
    )
    update sources set subscribers = subscribers + by from change
    where source_id = ${source}::uuid and by <> 0
    returning by`);
  const by = rows[0]?.by ?? 0;
  if (by === 0) return;
  await tx.execute(by > 0 ? backfill(source, subscriber) : remove(source, subscriber));
  await ringReader(tx, subscriber);
}

const backfill = (source: string, subscriber: string) => sql`
  insert into timeline (owner_id, item_id, post_id, source_id, is_repost, written_in)
  select ${subscriber}::uuid, item_id, post_id, source_id, is_repost, '0'
  from items
  where source_id = ${source}::uuid and not withheld
    and exists (select 1 from sources where source_id = ${source}::uuid and not is_large)
    and exists (
      select 1 from readers, settings
      where user_id = ${subscriber}::uuid and last_seen > now() - make_interval(days => active_days)
    )
  order by item_id desc limit ${backfilled}
  on conflict do nothing`;

// A timeline is about as long as the cap: looking through it needs no index.
const remove = (source: string, subscriber: string) => sql`
  delete from timeline where owner_id = ${subscriber} and source_id = ${source}`;
