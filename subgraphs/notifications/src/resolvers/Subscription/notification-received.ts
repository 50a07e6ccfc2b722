import { NotificationAdded } from '@ursa/events/contracts';
import type { NotificationId } from '@ursa/ids';
import { parseId } from '@ursa/ids';
import { follow } from '@ursa/live';
import { currentSequence } from '@ursa/outbox';
import { liveCursor, parseLiveCursor } from '@ursa/pagination';
import { requireViewer } from '@ursa/subgraph-kit';
import type { NotificationsContext } from '../../context.ts';
import type { NotificationEntry } from '../../domain/notifications-since.ts';
import { notificationsSince } from '../../domain/notifications-since.ts';
import type { SubscriptionNotificationReceivedArgs } from '../../generated/resolvers.ts';
import { recipientChannel } from '../recipient-channel.ts';

async function* subscribe(
  _: unknown,
  args: SubscriptionNotificationReceivedArgs,
  context: NotificationsContext,
) {
  const { db, live, signal } = context;
  const recipientId = requireViewer(context);
  const channel = recipientChannel(recipientId);
  const added = follow<NotificationEntry>({
    live,
    channel,
    after: args.after == null ? undefined : parseLiveCursor(channel, args.after),
    head: () => currentSequence(db, recipientId),
    since: (sequence) => notificationsSince(db, recipientId, sequence),
    load: async ({ type, id, sequence }) =>
      type === NotificationAdded.name
        ? { id: parseId('notification', id) as NotificationId, sequence }
        : null,
    signal,
  });
  for await (const { id, sequence } of added) {
    // A stream may last: what was loaded for its events is let go. What is hidden by now is left out.
    context.renewLoaders();
    const notification = await context.loaders.notificationById.load(id);
    if (notification) yield { notificationReceived: { cursor: liveCursor(channel, sequence), notification } };
  }
}

export const notificationReceived = { subscribe };
