import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { FollowCounts, ProfileFacts, Relation } from './profile.ts';

/** What is read of a person for one viewer. */
export interface ReadProfile {
  readonly relation: Relation;
  readonly isPrivate: boolean;
  /** Null unless they were wanted. */
  readonly facts: ProfileFacts | null;
  /** Null unless they were wanted. */
  readonly counts: FollowCounts | null;
}

/** What to read of people beyond what lies between them and the viewer. */
export interface Wanted {
  /** Whose facts. @default nobody's */
  readonly facts?: (id: UserId) => boolean;
  /** Whether to count. @default false */
  readonly counts?: boolean;
}

interface Row extends Relation, Omit<ProfileFacts, 'username' | 'displayName'> {
  userId: string;
  isPrivate: boolean;
  username: string | null;
  displayName: string | null;
  followers: number | null;
  following: number | null;
}

const read = statement<Row>(
  'profiles-by-id',
  `with hidden as materialized (
    select blocked_id as id from blocks where blocker_id = $2::uuid
    union
    select blocker_id from blocks where blocked_id = $2::uuid
  )
  select
    their.user_id as "userId", their.is_private as "isPrivate",
    facts.username, facts.display_name as "displayName", facts.bio, facts.website, facts.location,
    facts.created_at as "createdAt",
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
      as "viewerIsMuting",
    case when $4::bool then their.follower_count - (
      select count(*)::int from hidden join follows on follower_id = hidden.id and followed_id = their.user_id
    ) end as followers,
    case when $4::bool then their.following_count - (
      select count(*)::int from hidden join follows on followed_id = hidden.id and follower_id = their.user_id
    ) end as following
  from unnest($1::uuid[], $3::bool[]) as asked(id, wanted)
  cross join (select $2::uuid as id) as me
  join profiles as their on their.user_id = asked.id
  left join profiles as facts on facts.user_id = asked.id and asked.wanted`,
);

/**
 * What lies between these people and the viewer, those hidden from the viewer too, and what else is wanted of them:
 * one statement, prepared once per connection. Whom we keep nothing of is left out. Whoever is hidden from the viewer
 * is taken off the counts kept in the rows; those are few, so each is looked up by key and no list is read.
 */
export async function readProfiles(
  tx: Tx,
  viewer: UserId | null,
  ids: readonly UserId[],
  { facts = () => false, counts = false }: Wanted = {},
): Promise<Map<UserId, ReadProfile>> {
  const rows = await read(tx, ids.map(toUuid), viewer && toUuid(viewer), ids.map(facts), counts);
  return new Map(rows.map((row) => [fromUuid('user', row.userId), readProfileIn(row)]));
}

function readProfileIn(row: Row): ReadProfile {
  const { userId: _, isPrivate, followers, following, ...others } = row;
  const { username, displayName, bio, website, location, createdAt, ...relation } = others;
  const counts = followers === null || following === null ? null : { followers, following };
  if (username === null || displayName === null) return { relation, isPrivate, counts, facts: null };
  const texts = { username, displayName, bio, website, location };
  return { relation, isPrivate, counts, facts: { ...texts, createdAt: new Date(createdAt).toISOString() } };
}
