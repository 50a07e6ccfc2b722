import { instant, typeId } from '@ursa/database';
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { schema } from './schema.ts';

/** Browsers that are told while nobody looks: https://www.w3.org/TR/push-api/ */
export const pushDevices = schema.table(
  'push_devices',
  {
    id: typeId('pushdevice')('id').primaryKey(),
    userId: typeId('user')('user_id').notNull(),
    /** A capability: who knows it can send. */
    endpoint: text('endpoint').notNull().unique('push_devices_endpoint'),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('push_devices_by_user').on(table.userId, table.id)],
);

export type PushDeviceRow = typeof pushDevices.$inferSelect;

/** What a device is to be told, and when it was told of the same notification last. */
export const pushes = schema.table(
  'pushes',
  {
    notificationId: typeId('notification')('notification_id').notNull(),
    deviceId: typeId('pushdevice')('device_id').notNull(),
    /** Null: nothing is waiting. */
    dueAt: instant('due_at'),
    sentAt: instant('sent_at'),
    /** Attempts of what is waiting. */
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.notificationId, table.deviceId] }),
    index('pushes_due').on(table.dueAt).where(sql`${table.dueAt} is not null`),
    // What was sent long ago is cleared away.
    index('pushes_sent').on(table.sentAt).where(sql`${table.dueAt} is null`),
    // Removal with a device.
    index('pushes_by_device').on(table.deviceId),
  ],
);
