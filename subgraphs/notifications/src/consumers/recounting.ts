import {
  GroupChanged,
  GroupCreated,
  GroupMemberJoined,
  GroupMemberLeft,
  ProfileChanged,
  UserBlocked,
  UserMuted,
  UserUnblocked,
  UserUnfollowed,
  UserUnmuted,
} from '@ursa/events/contracts';
import { toUuid } from '@ursa/ids';
import type { EventConsumer } from '@ursa/outbox';
import { consumer } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { recountOfFollow } from '../domain/audience-changes.ts';
import { forgetAllCounts, forgetCounts } from '../domain/unread-count.ts';

/**
 * What may hide or show notifications makes the counts of unread ones unknown. They come before the consumers that keep
 * the audience and the mutes, to see what was before.
 */
export const recounting: readonly EventConsumer[] = [
  consumer(UserBlocked, ({ payload }, { tx }) => forgetCounts(tx, [payload.blockerId, payload.blockedId])),
  consumer(UserUnblocked, ({ payload }, { tx }) => forgetCounts(tx, [payload.blockerId, payload.blockedId])),
  consumer(UserMuted, ({ payload }, { tx }) => forgetCounts(tx, [payload.muterId])),
  consumer(UserUnmuted, ({ payload }, { tx }) => forgetCounts(tx, [payload.muterId])),
  consumer(UserUnfollowed, ({ payload }, { tx }) => recountOfFollow(tx, payload)),
  consumer(GroupMemberJoined, ({ payload }, { tx }) => forgetCounts(tx, [payload.userId])),
  consumer(GroupMemberLeft, ({ payload }, { tx }) => forgetCounts(tx, [payload.userId])),
  consumer(ProfileChanged, ({ payload: { userId, isPrivate }, sequence }, { tx }) =>
    forgetAllCounts(
      tx,
      sql`exists (
        select 1 from people
        where user_id = ${toUuid(userId)} and is_private <> ${isPrivate} and people.sequence < ${sequence}
      )`,
    ),
  ),
  consumer(GroupChanged, ({ payload: { groupId, privacy }, sequence }, { tx }) =>
    forgetAllCounts(
      tx,
      sql`exists (
        select 1 from groups
        where group_id = ${toUuid(groupId)} and privacy <> ${privacy} and groups.sequence < ${sequence}
      )`,
    ),
  ),
  // Its posts may have been heard of before it.
  consumer(GroupCreated, ({ payload: { groupId, privacy } }, { tx }) =>
    forgetAllCounts(
      tx,
      sql`${privacy} = 'PUBLIC' and not exists (select 1 from groups where group_id = ${toUuid(groupId)})`,
    ),
  ),
];
