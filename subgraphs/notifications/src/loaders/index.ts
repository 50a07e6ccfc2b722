import type { RequestContext } from '@ursa/subgraph-kit';
import { notificationById } from './notification-by-id.ts';
import { notificationsOfViewer } from './notifications-of-viewer.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: RequestContext) {
  return {
    notificationById: notificationById(ctx),
    notificationsOfViewer: notificationsOfViewer(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
