import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { belongs } from './shown.ts';

/** Which part of a feed is wanted: items between two others, at most so many from one end. */
export interface FeedPart {
  /** Items before this one in time. */
  readonly olderThan: string;
  /** Items after this one in time. */
  readonly newerThan: string;
  readonly limit: number;
  /** From which end. @default 'newest' */
  readonly from?: 'newest' | 'oldest';
  /** What else is asked of an item `i` and its post `p`. */
  readonly where?: SQL;
}

/**
 * Selects a part of somebody's feed: what was pushed to their timeline, merged with what the large sources they
 * follow and they themselves brought. Costs O(page + large sources): every branch stops at the page's size, and the
 * large ones are read only as far as the pushed ones reach.
 */
export function feedStatement(viewer: UserId, part: FeedPart): SQL {
  const { olderThan, newerThan, limit, from = 'newest', where = sql`true` } = part;
  const me = sql`${toUuid(viewer)}::uuid`;
  const order = from === 'newest' ? sql`desc` : sql`asc`;
  const columns = sql`i.item_id, i.post_id, i.source_id, i.is_repost, p.author_id, p.group_id`;
  const wanted = sql`${belongs(viewer)} and ${where}`;
  // The last of a whole pushed page: nothing beyond it can make the page.
  const end = sql`(
    select case when count(*) >= ${limit}::int then (array_agg(item_id))[${limit}::int] end from pushed
  )`;
  const within =
    from === 'newest'
      ? sql`i.item_id < ${olderThan}::uuid and i.item_id > greatest(${newerThan}::uuid, (select item_id from reach))`
      : sql`i.item_id > ${newerThan}::uuid and i.item_id < least(${olderThan}::uuid, (select item_id from reach))`;
  return sql`
    with pushed as materialized (
      select ${columns}
      from timeline i join posts p on p.post_id = i.post_id
      where i.owner_id = ${me} and i.item_id < ${olderThan}::uuid and i.item_id > ${newerThan}::uuid and ${wanted}
      order by i.item_id ${order} limit ${limit}::int
    ), reach as materialized (select ${end} as item_id),
    pulled as (
      select pull.* from (
        select ${me} as source_id
        union all
        select source_id from subscribers where subscriber_id = ${me} and holds and is_large
      ) source cross join lateral (
        select ${columns}
        from items i join posts p on p.post_id = i.post_id
        where i.source_id = source.source_id and ${within} and ${wanted}
        order by i.item_id ${order} limit ${limit}::int
      ) pull
    )
    select * from pushed union select * from pulled order by item_id ${order} limit ${limit}::int`;
}
