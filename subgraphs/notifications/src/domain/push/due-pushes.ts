import type { Db } from '@ursa/database';
import type { Id, NotificationId, UserId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { notifications } from '../../tables/index.ts';
import type { Subscription } from '../push-subscription.ts';
import { tellable } from '../visible-notifications.ts';

/** Something that a device is to be told. */
export interface DuePush {
  readonly notificationId: NotificationId;
  readonly deviceId: Id<'pushdevice'>;
  readonly userId: UserId;
  readonly attempts: number;
  readonly subscription: Subscription;
}

type Row = {
  notification_id: string;
  device_id: string;
  user_id: string;
  attempts: number;
  endpoint: string;
  p256dh: string;
  auth: string;
};

/**
 * Takes what is due, so many at a time; nobody else gets it. It counts as sent from now on: should this process die,
 * a device is rather told once too few than twice.
 */
export async function takeDue(db: Db, most: number): Promise<{ taken: number; due: DuePush[] }> {
  const { rows } = await db.execute<Partial<Row> & { notification_id: string }>(sql`
    with taken as (
      update pushes set due_at = null, sent_at = now(), attempts = attempts + 1
      where (notification_id, device_id) in (
        select notification_id, device_id from pushes where due_at <= now()
        order by due_at limit ${most} for update skip locked
      )
      returning notification_id, device_id, attempts
    )
    select taken.*, device.user_id, device.endpoint, device.p256dh, device.auth
    from taken left join push_devices device on device.id = taken.device_id
  `);
  const due = rows.filter((row): row is Row => row.user_id != null);
  return {
    taken: rows.length,
    due: due.map(({ endpoint, p256dh, auth, attempts, ...row }) => ({
      notificationId: fromUuid('notification', row.notification_id),
      deviceId: fromUuid('pushdevice', row.device_id),
      userId: fromUuid('user', row.user_id),
      attempts,
      subscription: { endpoint, p256dh, auth },
    })),
  };
}

/** The notification, if the person may know of it, wants to by push, and has not read it meanwhile. */
export async function stillNews(db: Db, { notificationId, userId }: DuePush) {
  const [row] = await db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.id, notificationId),
        isNull(notifications.readAt),
        tellable(userId),
        sql`not exists (
          select 1 from preferences
          where user_id = ${toUuid(userId)} and preferences.kind = ${notifications.kind} and not push
        )`,
      ),
    );
  return row;
}
