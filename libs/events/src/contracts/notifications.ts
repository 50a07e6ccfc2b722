import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';

// The recipient is the aggregate: its sequence is what live clients resume from.
const ofNotifications = { version: 1, owner: 'notifications', consumers: [], aggregate: 'user' } as const;

/** Somebody has something new to know. */
export const NotificationAdded = defineEvent({
  ...ofNotifications,
  name: 'NotificationAdded',
  live: (payload) => payload.notificationId,
  payload: z.strictObject({ notificationId: idOf('notification'), recipientId: idOf('user') }),
});

/** Somebody has read notifications, on one of their devices. */
export const NotificationsRead = defineEvent({
  ...ofNotifications,
  name: 'NotificationsRead',
  live: (payload) => payload.recipientId,
  payload: z.strictObject({ recipientId: idOf('user') }),
});
