import type { NotificationId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { sql } from 'drizzle-orm';
import { hiddenFrom } from '../domain/hidden-from.ts';
import { notificationActors } from '../tables/index.ts';

/** Pages of who did it, without those who are hidden from the viewer. */
export function actorsOfNotification({ db, viewer }: RequestContext) {
  return pageLoader((parents: readonly NotificationId[], page) => {
    const me = sql`${viewer && toUuid(viewer)}::uuid`;
    const { notificationId: parent, sequence, actorId } = notificationActors;
    return pagesOf(
      db,
      {
        from: notificationActors,
        parent,
        parents,
        orderBy: [sequence],
        direction: 'desc',
        where: sql`${actorId} not in ${hiddenFrom(me)}`,
      },
      page,
    );
  });
}

/** How many of those who did it are hidden from the viewer. */
export function hiddenActorCount({ db, viewer }: RequestContext) {
  return new DataLoader<NotificationId, number>(async (ids) => {
    const { rows } = await db.execute<{ id: string; count: number }>(sql`
      select actor.notification_id as id, count(*)::int as count
      from ${hiddenFrom(sql`${viewer && toUuid(viewer)}::uuid`)} hidden
      join notification_actors actor
        on actor.notification_id = any(${sql.param(ids.map(toUuid))}::uuid[]) and actor.actor_id = hidden.user_id
      group by actor.notification_id
    `);
    const counts = new Map(rows.map((row) => [fromUuid('notification', row.id), row.count]));
    return ids.map((id) => counts.get(id) ?? 0);
  });
}
