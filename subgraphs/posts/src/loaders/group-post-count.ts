import { hiddenPeople } from '@ursa/audience';
import type { GroupId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { LoaderContext } from './loader-context.ts';

/** How many posts of a group the viewer may see: the kept count less those of hidden people, which an index finds. */
export function groupPostCount({ db, viewer }: LoaderContext) {
  return new DataLoader<GroupId, number>(async (ids) => {
    const { rows } = await db.execute<{ group_id: string; posts: number }>(sql`
      select group_id, posts - (
        select count(*)::int from ${hiddenPeople(viewer)} as people
        join posts on posts.group_id = group_counts.group_id and posts.author_id = people.user_id
      ) as posts
      from group_counts where group_id = any(${sql.param(ids.map(toUuid))}::uuid[])
    `);
    const found = new Map(rows.map((row) => [fromUuid('group', row.group_id), row.posts]));
    return ids.map((id) => found.get(id) ?? 0);
  });
}
