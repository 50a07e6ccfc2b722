import { notBlocked, readable } from '@ursa/audience';
import type { UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import type { SQL } from 'drizzle-orm';
import { and, eq, sql } from 'drizzle-orm';
import { mutes, notifications, postAudiences } from '../tables/index.ts';

/**
 * THE rule of what a recipient may see of their notifications: not what people did whom they mute or a block hides,
 * nor what hangs on a post they may not see now. List, count, node, stream and mutation all go through it.
 */
export function visibleNotifications(recipientId: UserId): SQL {
  const { actorId, postId } = notifications;
  return and(
    eq(notifications.recipientId, recipientId),
    notBlocked(recipientId, actorId),
    sql`not exists (
      select 1 from ${mutes}
      where ${mutes.muterId} = ${toUuid(recipientId)} and ${mutes.mutedId} = ${actorId} and ${mutes.holds}
    )`,
    sql`(${postId} is null or exists (
      select 1 from ${postAudiences}
      where ${postAudiences.postId} = ${postId} and not ${postAudiences.isDeleted}
        and ${readable(recipientId, postAudiences)}
    ))`,
  ) as SQL;
}
