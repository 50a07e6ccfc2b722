import { readable } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from 'drizzle-orm';
import { groupMembers, groups, notifications, postAudiences, preferences } from '../tables/index.ts';
import { hiddenActors } from './hidden-from.ts';

/**
 * THE rule of what a recipient may know of: not what only people did whom they mute or a block hides, nor what hangs on
 * a post or a group that they may not see now. Pushes and mail go through it too.
 */
export function tellable(recipientId: UserId): SQL {
  const { id, postId, groupId, actorCount } = notifications;
  const me = sql`${toUuid(recipientId)}::uuid`;
  return and(
    eq(notifications.recipientId, recipientId),
    sql`${actorCount} > ${hiddenActors(sql`${id}`, me)}`,
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
