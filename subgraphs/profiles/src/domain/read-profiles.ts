import type { Tx } from '@ursa/database';
import { statement } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import type { ProfileFacts, Relation } from './profile.ts';

/** What is read of a person for one viewer. */
export interface ReadProfile {
  readonly relation: Relation;
  readonly isPrivate: boolean;
  /** Null unless they were wanted. */
  readonly facts: ProfileFacts | null;
}

interface Row extends Relation, Omit<ProfileFacts, 'username' | 'displayName'> {
  userId: string;
  isPrivate: boolean;
  username: string | null;
  displayName: string | null;
}

const read = statement<Row>(
  'profiles-by-id',
  `select
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
      as "viewerIsMuting"
  from unnest($1::uuid[], $3::bool[]) as asked(id, wanted)
  cross join (select $2::uuid as id) as me
  join profiles as their on their.user_id = asked.id
  left join profiles as facts on facts.user_id = asked.id and asked.wanted`,
);

/**
 * What lies between these people and the viewer, those hidden from the viewer too, and the facts of those that are
 * wanted: one statement, prepared once per connection. Whom we keep nothing of is left out.
 */
export async function readProfiles(
  tx: Tx,
  viewer: UserId | null,
  ids: readonly UserId[],
  wanted: (id: UserId) => boolean = () => true,
): Promise<Map<UserId, ReadProfile>> {
  const rows = await read(tx, ids.map(toUuid), viewer && toUuid(viewer), ids.map(wanted));
  return new Map(rows.map((row) => [fromUuid('user', row.userId), readProfileIn(row)]));
}

function readProfileIn(row: Row): ReadProfile {
  const { userId: _, isPrivate, username, displayName, bio, website, location, createdAt, ...relation } = row;
  if (username === null || displayName === null) return { relation, isPrivate, facts: null };
  const texts = { username, displayName, bio, website, location };
  return { relation, isPrivate, facts: { ...texts, createdAt: new Date(createdAt).toISOString() } };
}
