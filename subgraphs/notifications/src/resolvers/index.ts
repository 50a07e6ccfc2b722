import { markNotificationsRead } from './Mutation/mark-notifications-read.ts';
import { Notification } from './Notification.ts';
import { notificationReceived } from './Subscription/notification-received.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Mutation: { markNotificationsRead },
  Subscription: { notificationReceived },
  Notification,
  Viewer,
};
