import { notBlocked } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { NotificationId } from '@ursa/ids';
import { fromUuid, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { dayOf, notificationId } from './notification-id.ts';
import type { Occurrence, Recipient } from './notify.ts';

/** Somebody to tell, and by which notification. */
export interface News extends Recipient {
  id: NotificationId;
}

/** Those who have no block or mute against who did it, and were not told before, on this day or another. */
export async function newsFor(
  tx: Tx,
  { event, actorId, subjectId }: Occurrence,
  recipients: readonly Recipient[],
): Promise<News[]> {
  const day = dayOf(event.occurredAt);
  // One order for all, so that two who tell the same people do not wait for each other.
  const ordered = recipients.toSorted((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
  const ids = ordered.map(({ recipientId }) => toUuid(recipientId));
  const kinds = ordered.map(({ kind }) => kind);
  const { rows } = await tx.execute<{ place: string; known: string | null }>(sql`
    select place, (
      select id from notifications
      where subject_id = ${subjectId} and kind = recipient.kind and recipient_id = recipient.id and day = ${day}
    ) as known
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(kinds)}::kind[]) with ordinality as recipient(id, kind, place)
    where ${notBlocked(actorId, sql`recipient.id`)}
      and not exists (
        select 1 from mutes where muter_id = recipient.id and muted_id = ${toUuid(actorId)} and holds
      )
      and not exists (
        select 1 from notifications told
        join notification_actors actor on actor.notification_id = told.id and actor.actor_id = ${toUuid(actorId)}
        where told.subject_id = ${subjectId} and told.kind = recipient.kind and told.recipient_id = recipient.id
          -- Another role is news each time, and so is another yes; the same event is not.
          and (told.kind not in ('GROUP_ROLE', 'GROUP_JOINED') or actor.acted_at >= ${event.occurredAt})
      )
    order by place
  `);
  return rows.map(({ place, known }) => {
    const recipient = ordered[Number(place) - 1] as Recipient;
    const id = known ? fromUuid('notification', known) : notificationId({ ...recipient, subjectId, day });
    return { ...recipient, id };
  });
}
