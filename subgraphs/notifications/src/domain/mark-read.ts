import type { Tx } from '@ursa/database';
import { anyOf } from '@ursa/database';
import { NotificationsRead } from '@ursa/events/contracts';
import type { NotificationId, UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { aggregates, notifications } from '../tables/index.ts';
import { forgetCounts } from './unread-count.ts';
import { visibleNotifications } from './visible-notifications.ts';

/** What to mark: some notifications, and one with all before it. */
export interface Marking {
  ids: readonly NotificationId[];
  upTo: NotificationId | null;
}

/** Marks a person's notifications as read, with an event if that changed anything. */
export async function markRead(tx: Tx, recipientId: UserId, { ids, upTo }: Marking): Promise<Outcome<null>> {
  // What tells this person things waits from here on, as this waits for it: none of them becomes unread half way.
  await tx
    .select({ one: aggregates.sequence })
    .from(aggregates)
    .where(eq(aggregates.aggregate, recipientId))
    .for('update');
  const last = upTo && (await sequenceOf(tx, recipientId, upTo));
  if (upTo && last === undefined) return failed(notFound('notification', ['upTo']));
  const chosen = or(
    anyOf(notifications.id, ids),
    last == null ? undefined : lte(notifications.sequence, last),
  );
  const marked = await tx
    .update(notifications)
    .set({ readAt: new Date() })
    .where(and(eq(notifications.recipientId, recipientId), isNull(notifications.readAt), chosen))
    .returning({ id: notifications.id });
  if (marked.length === 0) return done(null);
  await forgetCounts(tx, [recipientId]);
  await emit(tx, NotificationsRead.create(recipientId, { recipientId }));
  return done(null);
}

async function sequenceOf(tx: Tx, recipientId: UserId, id: NotificationId): Promise<number | undefined> {
  const [row] = await tx
    .select({ sequence: notifications.sequence })
    .from(notifications)
    .where(and(eq(notifications.id, id), visibleNotifications(recipientId)));
  return row?.sequence;
}
