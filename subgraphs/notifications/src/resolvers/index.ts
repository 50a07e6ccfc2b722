import { markNotificationsRead } from './Mutation/mark-notifications-read.ts';
import { registerPushDevice } from './Mutation/register-push-device.ts';
import { unregisterPushDevice } from './Mutation/unregister-push-device.ts';
import { updateNotificationPreferences } from './Mutation/update-notification-preferences.ts';
import { Notification } from './Notification.ts';
import { PushDevice } from './PushDevice.ts';
import { notificationReceived } from './Subscription/notification-received.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Mutation: {
    markNotificationsRead,
    registerPushDevice,
    unregisterPushDevice,
    updateNotificationPreferences,
  },
  Subscription: { notificationReceived },
  Notification,
  PushDevice,
  Viewer,
};
