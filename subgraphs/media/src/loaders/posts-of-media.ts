import type { MediaId, PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';

/** As many posts of a media are asked about, latest first. */
const most = 20;

/** The posts that show a media, as far as events told. One statement for all. */
export function postsOfMedia({ db }: RequestContext) {
  return new DataLoader<MediaId, PostId[]>(async (ids) => {
    const { rows } = await db.execute<{ media_id: string; post_id: string }>(sql`
      select asked.id as media_id, shown.post_id
      from unnest(${sql.param(ids.map(toUuid))}::uuid[]) as asked(id)
      cross join lateral (
        select post_id from post_media where media_id = asked.id order by post_id desc limit ${most}
      ) as shown
    `);
    const found = Map.groupBy(rows, (row) => fromUuid('media', row.media_id));
    return ids.map((id) => (found.get(id) ?? []).map((row) => fromUuid('post', row.post_id)));
  });
}
