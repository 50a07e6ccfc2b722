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
export const keepFollow = (
  tx: Tx,
  { followerId, followedId }: { followerId: UserId; followedId: UserId },
  relation: Relation,
) => keepRelation(tx, 'follows', { follower_id: followerId, followed_id: followedId }, relation);

/** Keeps whether somebody blocks somebody. */
export const keepBlock = (
  tx: Tx,
  { blockerId, blockedId }: { blockerId: UserId; blockedId: UserId },
  relation: Relation,
) => keepRelation(tx, 'blocks', { blocker_id: blockerId, blocked_id: blockedId }, relation);

/** Keeps whether somebody mutes somebody. */
export const keepMute = (
  tx: Tx,
  { muterId, mutedId }: { muterId: UserId; mutedId: UserId },
  relation: Relation,
) => keepRelation(tx, 'mutes', { muter_id: muterId, muted_id: mutedId }, relation);

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
export const keepMember = (
  tx: Tx,
  { groupId, userId }: { groupId: GroupId; userId: UserId },
  relation: Relation,
) => keepRelation(tx, 'group_members', { group_id: groupId, user_id: userId }, relation);

/** Keeps whether a relation between two holds: a row under the ids of both. */
async function keepRelation(
  tx: Tx,
  table: string,
  ids: Readonly<Record<string, UserId | GroupId>>,
  { holds, sequence }: Relation,
): Promise<void> {
  const key = sql.join(
    Object.keys(ids).map((column) => sql.identifier(column)),
    sql`, `,
  );
  const values = sql.join(
    Object.values(ids).map((id) => sql`${toUuid(id)}`),
    sql`, `,
  );
  await tx.execute(sql`
    insert into ${sql.identifier(table)} as known (${key}, holds, sequence)
    values (${values}, ${holds}, ${sequence})
    on conflict (${key}) do update set holds = excluded.holds, sequence = excluded.sequence
      where known.sequence < excluded.sequence`);
}
