import { hiddenPeople } from '@ursa/audience';
import type { PostId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';

/** What a viewer may count under a post, and where its thread stands. */
export interface ThreadCounts {
  /** Comments and replies, without deleted ones. */
  commentCount: number;
  /** Entries of Post.comments, hollows included. */
  topLevelCount: number;
  /** Nobody may comment any more. */
  isLocked: boolean;
  /** The thread's sequence: its live cursor. */
  sequence: number;
}

/**
 * The counts of threads, without what people hidden from the viewer wrote: the kept counts less theirs, which an index
 * finds. One statement for all posts, and for the live cursors with them.
 */
export function threadCounts({ db, viewer }: RequestContext) {
  return new DataLoader<PostId, ThreadCounts>(async (postIds) => {
    const { rows } = await db.execute<{
      post_id: string;
      comment_count: number;
      top_level_count: number;
      is_locked: boolean;
      sequence: string;
    }>(sql`
      select asked.post_id, aggregates.sequence,
        coalesce(threads.comment_count, 0) - hidden.comments as comment_count,
        coalesce(threads.top_level_count, 0) - hidden.top_level as top_level_count,
        coalesce(threads.is_locked, false) as is_locked
      from unnest(${sql.param(postIds.map(toUuid))}::uuid[], ${sql.param(postIds)}::text[]) as asked(post_id, aggregate)
      left join threads on threads.post_id = asked.post_id
      left join aggregates on aggregates.aggregate = asked.aggregate
      cross join lateral (
        select
          count(*) filter (where comments.deleted_at is null)::int as comments,
          count(*) filter (where comments.parent_id is null)::int as top_level
        from ${hiddenPeople(viewer)} as people
        join comments on comments.post_id = asked.post_id and comments.author_id = people.user_id
      ) as hidden
    `);
    const found = new Map(rows.map((row) => [fromUuid('post', row.post_id), row]));
    return postIds.map((id) => {
      const row = found.get(id);
      return {
        commentCount: row?.comment_count ?? 0,
        topLevelCount: row?.top_level_count ?? 0,
        isLocked: row?.is_locked ?? false,
        sequence: Number(row?.sequence ?? 0),
      };
    });
  });
}
