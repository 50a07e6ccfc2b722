import type { UserId } from '@ursa/ids';
import type { Page } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { and, isNull, sql } from 'drizzle-orm';
import { visibleNotifications } from '../domain/visible-notifications.ts';
import { notifications } from '../tables/index.ts';

/** More than this many unread ones are not counted. */
const unreadCap = 100;

/** What one person, the viewer, sees of their notifications. */
export function notificationsOfViewer({ db }: RequestContext) {
  return {
    page: (recipientId: UserId, page: Page) =>
      pageOf(
        db,
        {
          from: notifications,
          where: visibleNotifications(recipientId),
          orderBy: [notifications.sequence],
          direction: 'desc',
        },
        page,
      ),

    /** How many are unread, counted up to the cap: the cost is bounded however many there are. */
    async unreadCount(recipientId: UserId): Promise<number> {
      const unread = db
        .select({ one: sql`1`.as('one') })
        .from(notifications)
        .where(and(visibleNotifications(recipientId), isNull(notifications.readAt)))
        .limit(unreadCap)
        .as('unread');
      const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(unread);
      return row?.count ?? 0;
    },
  };
}
