import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { LoaderContext } from './loader-context.ts';

/** What people have done with a post: how many, and whether the viewer is one of them. */
interface Engagement {
  reposts: number;
  quotes: number;
  reposted: boolean;
  bookmarked: boolean;
}

interface Row extends Record<string, unknown>, Engagement {
  id: string;
}

const none: Engagement = { reposts: 0, quotes: 0, reposted: false, bookmarked: false };

/** What people have done with posts that the viewer may see; one statement for all, by the keys of the tables. */
export function engagement({ db, viewer }: LoaderContext) {
  return new DataLoader<PostId, Engagement>(async (ids) => {
    const me = viewer && toUuid(viewer);
    const { rows } = await db.execute<Row>(sql`
      select posts.id, posts.repost_count as reposts, posts.quote_count as quotes,
        exists (select 1 from reposts where post_id = posts.id and user_id = ${me}::uuid) as reposted,
        exists (select 1 from bookmarks where post_id = posts.id and user_id = ${me}::uuid) as bookmarked
      from posts where posts.id = any(${sql.param(ids.map(toUuid))}::uuid[])
    `);
    const found = new Map(rows.map((row) => [fromUuid('post', row.id), row]));
    return ids.map((id) => found.get(id) ?? none);
  });
}
