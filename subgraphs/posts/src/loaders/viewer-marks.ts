import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { LoaderContext } from './loader-context.ts';

/** What the viewer has done with a post. */
interface Marks extends Record<string, unknown> {
  reposted: boolean;
  bookmarked: boolean;
}

const none: Marks = { reposted: false, bookmarked: false };

/** What the viewer has done with posts; one statement for all, by the keys of both tables. */
export function viewerMarks({ db, viewer }: LoaderContext) {
  return new DataLoader<PostId, Marks>(async (ids) => {
    if (viewer === null) return ids.map(() => none);
    const me = toUuid(viewer);
    const { rows } = await db.execute<Marks & { id: string }>(sql`
      select asked.id,
        exists (select 1 from reposts where post_id = asked.id and user_id = ${me}::uuid) as reposted,
        exists (select 1 from bookmarks where post_id = asked.id and user_id = ${me}::uuid) as bookmarked
      from unnest(${sql.param(ids.map(toUuid))}::uuid[]) as asked(id)
    `);
    const found = new Map(rows.map((row) => [fromUuid('post', row.id), row]));
    return ids.map((id) => found.get(id) ?? none);
  });
}
