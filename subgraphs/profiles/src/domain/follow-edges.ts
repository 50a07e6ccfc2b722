import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';

/** Who follows, or asks to follow, whom. */
export interface FollowEdge {
  readonly followerId: UserId;
  readonly followedId: UserId;
}

/** Adds follows that are not there, and counts them. The profiles of both ends are held. Tells which it added. */
export function addFollows(tx: Tx, edges: readonly FollowEdge[]): Promise<FollowEdge[]> {
  const insert = sql`
    insert into follows (follower_id, followed_id, followed_at)
    select follower_id, followed_id, clock_timestamp() from wanted
    on conflict do nothing
    returning follower_id, followed_id`;
  return change(tx, edges, insert, 1);
}

/** Removes follows that are there, and counts them off. The profiles of both ends are held. Tells which it removed. */
export function removeFollows(tx: Tx, edges: readonly FollowEdge[]): Promise<FollowEdge[]> {
  const remove = sql`
    delete from follows using wanted
    where follows.follower_id = wanted.follower_id and follows.followed_id = wanted.followed_id
    returning follows.follower_id, follows.followed_id`;
  return change(tx, edges, remove, -1);
}

/** Removes requests to follow that are there. Tells which it removed. */
export async function removeRequests(tx: Tx, edges: readonly FollowEdge[]): Promise<FollowEdge[]> {
  if (edges.length === 0) return [];
  const { rows } = await tx.execute<EdgeRow>(sql`
    with ${wanted(edges)}
    delete from follow_requests using wanted
    where follow_requests.follower_id = wanted.follower_id and follow_requests.followed_id = wanted.followed_id
    returning follow_requests.follower_id, follow_requests.followed_id`);
  return rows.map(edgeOf);
}

// Edges and counters change in one statement: what is counted is exactly what changed.
async function change(tx: Tx, edges: readonly FollowEdge[], edit: SQL, by: 1 | -1): Promise<FollowEdge[]> {
  if (edges.length === 0) return [];
  const { rows } = await tx.execute<EdgeRow>(sql`
    with ${wanted(edges)},
    changed as (${edit}),
    ends as (
      select user_id, sum(followers)::int as followers, sum(following)::int as following
      from (
        select followed_id, 1, 0 from changed
        union all
        select follower_id, 0, 1 from changed
      ) as one(user_id, followers, following)
      group by user_id
    ),
    counted as (
      update profiles
      set follower_count = follower_count + ${by} * followers, following_count = following_count + ${by} * following
      from ends where ends.user_id = profiles.user_id
    )
    select follower_id, followed_id from changed`);
  return rows.map(edgeOf);
}

type EdgeRow = { follower_id: string; followed_id: string };

function edgeOf(row: EdgeRow): FollowEdge {
  return { followerId: fromUuid('user', row.follower_id), followedId: fromUuid('user', row.followed_id) };
}

function wanted(edges: readonly FollowEdge[]): SQL {
  const followers = sql.param(edges.map((edge) => toUuid(edge.followerId)));
  const followed = sql.param(edges.map((edge) => toUuid(edge.followedId)));
  return sql`wanted(follower_id, followed_id) as (select * from unnest(${followers}::uuid[], ${followed}::uuid[]))`;
}
