import type { UserId } from '@ursa/ids';
import type { AnyColumn, SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { viewerUuid } from './not-blocked.ts';
import { inGroup } from './readable.ts';

/** What the projection knows of how the viewer stands to an author, as a statement reads it. */
export interface ProjectedStanding {
  /** Null: it does not know the author yet. */
  readonly is_private: boolean | null;
  readonly follows: boolean;
  readonly blocked: boolean;
  /** Whether it opens the group to the viewer; false where the thing is in none. */
  readonly group_open: boolean;
}

interface StandingColumns {
  readonly authorId: AnyColumn | SQL;
  readonly groupId?: AnyColumn | SQL;
}

/** Its columns, for a statement that reads them along with the things: see `take` of the audience's loaders. */
export function standingColumns(viewer: UserId | SQL | null, { authorId, groupId }: StandingColumns): SQL {
  const me = viewerUuid(viewer);
  return sql`
    (select is_private from people where user_id = ${authorId}) as is_private,
    exists (select 1 from follows where follower_id = ${me} and followed_id = ${authorId} and holds) as follows,
    exists (select 1 from blocks where blocker_id = ${me} and blocked_id = ${authorId} and holds)
      or exists (select 1 from blocks where blocked_id = ${me} and blocker_id = ${authorId} and holds) as blocked
    ${groupId ? sql`, ${inGroup(me, groupId)} as group_open` : sql``}`;
}
