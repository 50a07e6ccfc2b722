import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { FeedEntry, FeedItemRow } from './feed-entry.ts';
import { feedEntry } from './feed-entry.ts';
import type { FeedItemId } from './item-id.ts';
import { prepared } from './prepared.ts';
import { belongs } from './shown.ts';

/** Those of these items that belong to the viewer's feed, also where it was too long ago to page there. */
export async function findItems(
  tx: Tx,
  viewer: UserId,
  ids: readonly FeedItemId[],
): Promise<Map<FeedItemId, FeedEntry>> {
  const rows = await prepared<FeedItemRow>(
    tx,
    'find-items',
    sql`
      select i.item_id, i.post_id, i.source_id, i.is_repost, p.author_id, p.group_id
      from items i join posts p on p.post_id = i.post_id
      where i.item_id = any(${sql.param(ids.map(toUuid))}::uuid[]) and ${belongs(viewer)}`,
  );
  return new Map(rows.map((row) => feedEntry(row, viewer)).map((item) => [item.id, item]));
}
