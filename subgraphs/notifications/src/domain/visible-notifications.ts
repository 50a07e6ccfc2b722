import { readable } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from 'drizzle-orm';
import {
  groupMembers,
  groups,
  notificationActors,
  notifications,
  postAudiences,
  preferences,
} from '../tables/index.ts';
import { hiddenFrom } from './hidden-from.ts';

/**
 * THE rule of what a recipient may know of: not what only people did whom they mute or a block hides, nor what hangs on
 * a post or a group that they may not see now. Pushes and mail go through it too.
 */
export function tellable(recipientId: UserId): SQL {
  const { id, postId, groupId } = notifications;
  const me = sql`${toUuid(recipientId)}::uuid`;
  return and(
    eq(notifications.recipientId, recipientId),
    // Found with the first who is not hidden: those before are no more than the few who are.
    sql`exists (
      select 1 from ${notificationActors}
      where ${notificationActors.notificationId} = ${id} and ${notificationActors.actorId} not in ${hiddenFrom(me)}
    )`,
    sql`(${postId} is null or exists (
      select 1 from ${postAudiences}
      where ${postAudiences.postId} = ${postId} and not ${postAudiences.isDeleted}
        and ${readable(recipientId, postAudiences)}
    ))`,
    sql`(${groupId} is null or exists (
      select 1 from ${groups} where ${groups.groupId} = ${groupId} and ${meets(me)}
    ))`,
  ) as SQL;
}

/** Whether the group exists for somebody: a secret one for members and invited people, its requests for members only. */
const meets = (me: SQL) => sql`(
  (${groups.privacy} <> 'SECRET' and ${notifications.kind} <> 'GROUP_JOIN_REQUEST')
  or ${notifications.kind} = 'GROUP_INVITATION'
  or exists (
    select 1 from ${groupMembers}
    where ${groupMembers.groupId} = ${groups.groupId} and ${groupMembers.userId} = ${me} and ${groupMembers.holds}
  )
)`;

/** What of that a recipient wants to see in their notifications. List, count, node, stream and mutation go through it. */
export function visibleNotifications(recipientId: UserId): SQL {
  return and(
    tellable(recipientId),
    sql`not exists (
      select 1 from ${preferences}
      where ${preferences.userId} = ${toUuid(recipientId)} and ${preferences.kind} = ${notifications.kind}
        and not ${preferences.inApp}
    )`,
  ) as SQL;
}
