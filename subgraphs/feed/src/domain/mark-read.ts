import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { sql } from 'drizzle-orm';
import { feedStatement } from './feed-statement.ts';
import { findItems } from './find-item.ts';
import type { FeedItemId } from './item-id.ts';
import { firstItem, lastItem } from './item-id.ts';
import { prepared } from './prepared.ts';

/** Marks the viewer's feed as read up to an item of it. */
export async function markRead(tx: Tx, viewer: UserId, upTo: FeedItemId): Promise<Outcome<null>> {
  const items = await findItems(tx, viewer, [upTo]);
  if (!items.has(upTo)) return failed(notFound('feed item', ['upTo']));
  await tx.execute(sql`
    insert into readers as known (user_id, last_seen, active_since, filled_at, read_up_to)
    values (${toUuid(viewer)}, 'epoch', 'epoch', 'epoch', ${toUuid(upTo)})
    on conflict (user_id) do update set read_up_to = greatest(known.read_up_to, excluded.read_up_to)`);
  return done(null);
}

/** More than this many unread items are not counted. */
const most = 100;

/** How many items of others are newer than the marker, counted up to 100: the cost is bounded however many there are. */
export async function unreadCount(tx: Tx, viewer: UserId, readUpTo: string | null): Promise<number> {
  const where = sql`p.author_id <> ${toUuid(viewer)}::uuid`;
  const part = { olderThan: lastItem, newerThan: readUpTo ?? firstItem, limit: most, where };
  const rows = await prepared<{ count: number }>(
    tx,
    'unread',
    sql`select count(*)::int as count from (${feedStatement(viewer, part)}) unread`,
  );
  return rows[0]?.count ?? 0;
}
