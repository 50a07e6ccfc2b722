import type { UserId } from '@ursa/ids';
import type { AnyColumn, SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { notBlocked, viewerUuid } from './not-blocked.ts';

/** Where a list finds an author, a visibility and the group, if its things can be in one. */
interface ReadableColumns {
  authorId: AnyColumn | SQL;
  visibility: AnyColumn | SQL;
  groupId?: AnyColumn | SQL;
}

/**
 * `mayRead` as a condition for lists: whether the projection lets the viewer read a thing of this author and
 * visibility. An author whom it does not know yet shows their things to nobody else.
 */
export function readable(
  viewer: UserId | SQL | null,
  { authorId, visibility, groupId }: ReadableColumns,
): SQL {
  const me = viewerUuid(viewer);
  const follows = sql`exists (
    select 1 from follows where follower_id = ${me} and followed_id = ${authorId} and holds
  )`;
  const shown = sql`exists (
    select 1 from people
    where user_id = ${authorId} and ${visibility} in ('PUBLIC', 'FOLLOWERS')
      and (${visibility} = 'PUBLIC' and not is_private or ${follows})
  )`;
  return sql`(
    ${authorId} = ${me}
    or (${groupId ? sql`case when ${groupId} is null then ${shown} else ${inGroup(me, groupId)} end` : shown}
      and ${notBlocked(viewer, authorId)}
    )
  )`;
}

/** In a group only membership counts, where the group is not open to everybody. */
export const inGroup = (me: SQL, groupId: AnyColumn | SQL) => sql`(
  exists (select 1 from groups where group_id = ${groupId} and privacy = 'PUBLIC')
  or exists (select 1 from group_members where group_id = ${groupId} and user_id = ${me} and holds)
)`;
