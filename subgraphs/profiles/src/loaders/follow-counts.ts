import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import type { ProfilesRequest } from '../context.ts';

interface FollowCounts {
  readonly followers: number;
  readonly following: number;
}

const none: FollowCounts = { followers: 0, following: 0 };

/**
 * How many follow people, and whom they follow, without those hidden from the viewer: one statement. These are taken
 * off the counts kept in the rows; they are few, so each is looked up by key and no list is read.
 */
export function followCountsLoader({ db, viewer }: ProfilesRequest) {
  return new DataLoader<UserId, FollowCounts>(async (ids) => {
    const me = sql`${viewer && toUuid(viewer)}::uuid`;
    const wanted = sql`${sql.param(ids.map(toUuid))}::uuid[]`;
    const { rows } = await db.execute<{ user_id: string; followers: number; following: number }>(sql`
      with hidden as materialized (
        select blocked_id as id from blocks where blocker_id = ${me}
        union
        select blocker_id from blocks where blocked_id = ${me}
      ),
      hidden_followers as (
        select followed_id as user_id, count(*)::int as people from follows
        join hidden on hidden.id = follower_id where followed_id = any(${wanted}) group by followed_id
      ),
      hidden_following as (
        select follower_id as user_id, count(*)::int as people from follows
        join hidden on hidden.id = followed_id where follower_id = any(${wanted}) group by follower_id
      )
      select their.user_id,
        their.follower_count - coalesce(hidden_followers.people, 0) as followers,
        their.following_count - coalesce(hidden_following.people, 0) as following
      from profiles as their
      left join hidden_followers using (user_id)
      left join hidden_following using (user_id)
      where their.user_id = any(${wanted})
    `);
    const found = new Map(rows.map((row) => [fromUuid('user', row.user_id), row]));
    return ids.map((id) => found.get(id) ?? none);
  });
}
