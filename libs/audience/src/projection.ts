import type { Tx } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import type { GroupPrivacy } from './visibility.ts';

/** Whether a relation holds since an event, and that event's sequence. */
interface Relation {
  readonly holds: boolean;
  readonly sequence: number;
}

/** A person as an event tells of them. */
interface Person {
  readonly userId: UserId;
  readonly username: string;
  readonly isPrivate: boolean;
}

// Each row remembers the sequence of the event that wrote it. All events about one row have one aggregate, so the
// higher sequence is the later truth, whichever comes first; the same event twice changes nothing.

/** Keeps what an event tells of a person. */
export async function keepPerson(tx: Tx, person: Person, sequence: number): Promise<void> {
  const { userId, username, isPrivate } = person;
  await tx.execute(sql`
    insert into people as known (user_id, username, is_private, sequence)
    values (${toUuid(userId)}, ${username}, ${isPrivate}, ${sequence})
    on conflict (user_id) do update
      set username = excluded.username, is_private = excluded.is_private, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Keeps whether somebody follows somebody. */
export async function keepFollow(
  tx: Tx,
  { followerId, followedId }: { followerId: UserId; followedId: UserId },
  { holds, sequence }: Relation,
): Promise<void> {
  await tx.execute(sql`
    insert into follows as known (follower_id, followed_id, holds, sequence)
    values (${toUuid(followerId)}, ${toUuid(followedId)}, ${holds}, ${sequence})
    on conflict (follower_id, followed_id) do update set holds = excluded.holds, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Keeps whether somebody blocks somebody. */
export async function keepBlock(
  tx: Tx,
  { blockerId, blockedId }: { blockerId: UserId; blockedId: UserId },
  { holds, sequence }: Relation,
): Promise<void> {
  await tx.execute(sql`
    insert into blocks as known (blocker_id, blocked_id, holds, sequence)
    values (${toUuid(blockerId)}, ${toUuid(blockedId)}, ${holds}, ${sequence})
    on conflict (blocker_id, blocked_id) do update set holds = excluded.holds, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Keeps whether somebody mutes somebody. */
export async function keepMute(
  tx: Tx,
  { muterId, mutedId }: { muterId: UserId; mutedId: UserId },
  { holds, sequence }: Relation,
): Promise<void> {
  await tx.execute(sql`
    insert into mutes as known (muter_id, muted_id, holds, sequence)
    values (${toUuid(muterId)}, ${toUuid(mutedId)}, ${holds}, ${sequence})
    on conflict (muter_id, muted_id) do update set holds = excluded.holds, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Keeps how open a group is. */
export async function keepGroup(
  tx: Tx,
  { groupId, privacy }: { groupId: GroupId; privacy: GroupPrivacy },
  sequence: number,
): Promise<void> {
  await tx.execute(sql`
    insert into groups as known (group_id, privacy, sequence)
    values (${toUuid(groupId)}, ${privacy}, ${sequence})
    on conflict (group_id) do update set privacy = excluded.privacy, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}

/** Keeps whether somebody belongs to a group. */
export async function keepMember(
  tx: Tx,
  { groupId, userId }: { groupId: GroupId; userId: UserId },
  { holds, sequence }: Relation,
): Promise<void> {
  await tx.execute(sql`
    insert into group_members as known (group_id, user_id, holds, sequence)
    values (${toUuid(groupId)}, ${toUuid(userId)}, ${holds}, ${sequence})
    on conflict (group_id, user_id) do update set holds = excluded.holds, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}
