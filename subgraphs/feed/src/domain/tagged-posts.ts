import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import type { Page, Slice } from '@ursa/pagination';
import { sql } from 'drizzle-orm';
import type { FeedItemId } from './item-id.ts';
import { firstItem, lastItem } from './item-id.ts';
import { itemBound } from './item-page.ts';
import { prepared } from './prepared.ts';
import { readablePost } from './shown.ts';

/** A post that carries a tag, and its place. */
export interface Tagged {
  readonly itemId: FeedItemId;
  readonly postId: PostId;
}

/** Pages of the posts that carry these tags and that the viewer may see, newest first: one statement for all. */
export async function taggedPages(
  tx: Tx,
  viewer: UserId | null,
  tags: readonly string[],
  page: Page<readonly [FeedItemId]>,
): Promise<Map<string, Slice<Tagged>>> {
  const { size, direction } = page;
  const order = direction === 'forward' ? sql`desc` : sql`asc`;
  const rows = await prepared<{ tag: string; item_id: string; post_id: string }>(
    tx,
    `tagged-${direction}-${viewer === null ? 'nobody' : 'viewer'}`,
    sql`
      select asked.tag, found.* from unnest(${sql.param([...tags])}::text[]) as asked(tag) cross join lateral (
        select i.item_id, i.post_id from tagged i join posts p on p.post_id = i.post_id
        where i.tag = asked.tag and i.item_id < ${itemBound(page.after, lastItem)}::uuid
          and i.item_id > ${itemBound(page.before, firstItem)}::uuid and ${readablePost(viewer)}
        order by i.item_id ${order} limit ${size + 1}::int
      ) found
      order by found.item_id ${order}`,
  );
  const byTag = Map.groupBy(rows, (row) => row.tag);
  return new Map(
    tags.map((tag) => {
      const found = (byTag.get(tag) ?? []).map((row) => ({
        itemId: fromUuid('feeditem', row.item_id),
        postId: fromUuid('post', row.post_id),
      }));
      const kept = found.slice(0, size);
      return [tag, { rows: direction === 'forward' ? kept : kept.reverse(), more: found.length > size }];
    }),
  );
}
