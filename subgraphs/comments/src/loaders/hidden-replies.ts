import { hiddenPeople } from '@ursa/audience';
import type { CommentId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';

/** How many answers to a comment the viewer must not see counted: all that stand, and those not deleted. */
export interface HiddenReplies {
  standing: number;
  live: number;
}

const none: HiddenReplies = { standing: 0, live: 0 };

/** The answers to comments by people hidden from the viewer, counted; one statement for all comments. */
export function hiddenReplies({ db, viewer }: RequestContext) {
  return new DataLoader<CommentId, HiddenReplies>(async (ids) => {
    if (viewer === null) return ids.map(() => none);
    const { rows } = await db.execute<{ parent_id: string; standing: number; live: number }>(sql`
      select parent_id, count(*)::int as standing, (count(*) filter (where deleted_at is null))::int as live
      from ${hiddenPeople(viewer)} as people
      join comments on comments.author_id = people.user_id
      where comments.parent_id = any(${sql.param(ids.map(toUuid))}::uuid[])
      group by parent_id
    `);
    const found = new Map(rows.map((row) => [fromUuid('comment', row.parent_id), row]));
    return ids.map((id) => found.get(id) ?? none);
  });
}
