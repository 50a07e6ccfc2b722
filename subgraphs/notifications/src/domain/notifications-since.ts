import type { Tx } from '@ursa/database';
import type { NotificationId, UserId } from '@ursa/ids';
import { and, asc, gt } from 'drizzle-orm';
import { notifications } from '../tables/index.ts';
import { visibleNotifications } from './visible-notifications.ts';

const batch = 100;

/** Where a notification stands among its recipient's. */
export interface NotificationEntry {
  id: NotificationId;
  sequence: number;
}

/** What a person was notified of after this sequence and may see, in sequence, a bounded batch at a time. */
export function notificationsSince(
  tx: Tx,
  recipientId: UserId,
  sequence: number,
): Promise<NotificationEntry[]> {
  return tx
    .select({ id: notifications.id, sequence: notifications.sequence })
    .from(notifications)
    .where(and(visibleNotifications(recipientId), gt(notifications.sequence, sequence)))
    .orderBy(asc(notifications.sequence))
    .limit(batch);
}
