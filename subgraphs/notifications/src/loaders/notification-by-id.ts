import { anyOf } from '@ursa/database';
import type { NotificationId } from '@ursa/ids';
import type { RequestContext } from '@ursa/subgraph-kit';
import DataLoader from 'dataloader';
import { and } from 'drizzle-orm';
import { visibleNotifications } from '../domain/visible-notifications.ts';
import type { NotificationRow } from '../tables/index.ts';
import { notifications } from '../tables/index.ts';

/** The notification with this id; null if there is none of the viewer's. */
export function notificationById({ db, viewer }: RequestContext) {
  return new DataLoader<NotificationId, NotificationRow | null>(async (ids) => {
    if (viewer === null) return ids.map(() => null);
    const rows = await db
      .select()
      .from(notifications)
      .where(and(anyOf(notifications.id, ids), visibleNotifications(viewer)));
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
