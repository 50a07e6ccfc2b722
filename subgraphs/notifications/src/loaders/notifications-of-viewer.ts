import type { UserId } from '@ursa/ids';
import type { Page } from '@ursa/pagination';
import { pageOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { unreadCount } from '../domain/unread-count.ts';
import { visibleNotifications } from '../domain/visible-notifications.ts';
import { notifications } from '../tables/index.ts';

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
    unreadCount: (recipientId: UserId) => unreadCount(db, recipientId),
  };
}
