import type { Db } from '@ursa/database';
import { toUuid } from '@ursa/ids';
import { and, desc, gt, isNull, sql } from 'drizzle-orm';
import type { NotificationKind } from '../../tables/index.ts';
import { notifications } from '../../tables/index.ts';
import { hiddenActors, hiddenFrom } from '../hidden-from.ts';
import { tellable } from '../visible-notifications.ts';
import type { DueDigest } from './due-digests.ts';

/** An unread notification as a digest tells of it. */
export interface UnreadNews {
  readonly kind: NotificationKind;
  readonly sequence: number;
  readonly actorCount: number;
  /** The usernames of the latest of them, two at most. */
  readonly names: string[];
}

/** What somebody wants mail of, has not read, may know of and was not mailed before: the latest, so many at most. */
export async function unreadNews(
  db: Db,
  { userId, toldUpTo }: DueDigest,
  most: number,
): Promise<UnreadNews[]> {
  const me = sql`${toUuid(userId)}::uuid`;
  const { id, kind, sequence, actorCount, readAt } = notifications;
  return db
    .select({
      kind,
      sequence,
      actorCount: sql<number>`(${actorCount} - ${hiddenActors(sql`${id}`, me)})::int`,
      names: sql<string[]>`array(
        select coalesce(people.username, 'somebody')
        from notification_actors actor left join people on people.user_id = actor.actor_id
        where actor.notification_id = ${id} and actor.actor_id not in ${hiddenFrom(me)}
        order by actor.sequence desc limit 2
      )`,
    })
    .from(notifications)
    .where(
      and(
        tellable(userId),
        isNull(readAt),
        gt(sequence, toldUpTo),
        sql`${kind} in (select preferences.kind from preferences where user_id = ${me} and mail)`,
      ),
    )
    .orderBy(desc(sequence))
    .limit(most);
}
