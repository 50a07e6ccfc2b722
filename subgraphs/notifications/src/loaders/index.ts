import type { RequestContext } from '@ursa/subgraph-kit';
import { actorsOfNotification, hiddenActorCount } from './notification-actors.ts';
import { notificationById } from './notification-by-id.ts';
import { notificationsOfViewer } from './notifications-of-viewer.ts';
import { deviceById, devicesOfViewer } from './push-devices.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  return {
    notificationById: notificationById(ctx),
    notificationsOfViewer: notificationsOfViewer(ctx),
    actorsOfNotification: actorsOfNotification(ctx),
    hiddenActorCount: hiddenActorCount(ctx),
    deviceById: deviceById(ctx),
    devicesOfViewer: devicesOfViewer(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
