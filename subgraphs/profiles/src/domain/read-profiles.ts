import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { Profile } from './profile.ts';

/** What the statement gives: a profile but for its id and its moments. */
type ProfileRow = Omit<Profile, 'id' | 'createdAt'> & { userId: string; createdAt: string };

/**
 * The profiles of these people, those hidden from the viewer too, with all that lies between each and the viewer:
 * one statement. Whoever is hidden from the viewer is taken off the counts kept in the rows; those are few, so each
 * is looked up by key and no list is read.
 */
export async function readProfiles(
  tx: Tx,
  viewer: UserId | null,
  ids: readonly UserId[],
): Promise<Map<UserId, Profile>> {
  const me = sql`${viewer && toUuid(viewer)}::uuid`;
  const wanted = sql`${sql.param(ids.map(toUuid))}::uuid[]`;
  const { rows } = await tx.execute<ProfileRow>(sql`
    with me as materialized (select ${me} as id),
    hidden as materialized (
      select blocked_id as id from blocks, me where blocker_id = me.id
      union
      select blocker_id from blocks, me where blocked_id = me.id
    ),
    hidden_followers as (
      select followed_id as user_id, count(*)::int as people from follows
      join hidden on hidden.id = follower_id where followed_id = any(${wanted}) group by followed_id
    ),
    hidden_following as (
      select follower_id as user_id, count(*)::int as people from follows
      join hidden on hidden.id = followed_id where follower_id = any(${wanted}) group by follower_id
    )
    select
      their.user_id as "userId", their.username, their.display_name as "displayName",
      their.bio, their.website, their.location,
      their.is_private as "isPrivate", their.created_at as "createdAt",
      their.follower_count - coalesce(hidden_followers.people, 0) as "followerCount",
      their.following_count - coalesce(hidden_following.people, 0) as "followingCount",
      their.user_id is not distinct from me.id as "isViewer",
      exists (select 1 from follows where follower_id = their.user_id and followed_id = me.id)
        as "isFollowingViewer",
      exists (select 1 from blocks where blocker_id = their.user_id and blocked_id = me.id)
        as "isBlockingViewer",
      exists (select 1 from follows where follower_id = me.id and followed_id = their.user_id)
        as "viewerIsFollowing",
      exists (select 1 from follow_requests where follower_id = me.id and followed_id = their.user_id)
        as "viewerHasRequestedFollow",
      exists (select 1 from blocks where blocker_id = me.id and blocked_id = their.user_id)
        as "viewerIsBlocking",
      exists (select 1 from mutes where muter_id = me.id and muted_id = their.user_id)
        as "viewerIsMuting"
    from profiles their
    cross join me
    left join hidden_followers using (user_id)
    left join hidden_following using (user_id)
    where their.user_id = any(${wanted})
  `);
  return new Map(
    rows.map(({ userId, createdAt, ...row }) => {
      const id = fromUuid('user', userId);
      return [id, { ...row, id, createdAt: new Date(createdAt) }];
    }),
  );
}
