import { notBlocked } from '@ursa/audience';
import type { Tx } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import { NotificationAdded } from '@ursa/events/contracts';
import type { PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import type { NotificationKind, SubjectId } from '../tables/index.ts';
import { notifications } from '../tables/index.ts';
import { requireAudience } from './require-audience.ts';

/** Something somebody did that others should know of. */
export interface Occurrence {
  /** What told of it, and when it happened. */
  event: Pick<EventEnvelope, 'occurredAt'>;
  actorId: UserId;
  subjectId: SubjectId;
  /** The post it hangs on, if any. */
  postId: PostId | null;
  recipients: readonly Recipient[];
}

/** Whom it concerns, and how; each person once. */
export interface Recipient {
  recipientId: UserId;
  kind: NotificationKind;
}

/** Notifies those who should know and do not yet: rows and events in the caller's transaction, one statement each. */
export async function notify(tx: Tx, occurrence: Occurrence): Promise<void> {
  const { event, actorId, subjectId, postId } = occurrence;
  const others = occurrence.recipients.filter(({ recipientId }) => recipientId !== actorId);
  if (others.length === 0) return;
  if (postId !== null && !(await requireAudience(tx, postId, others))) return;
  const unaware = await unawareOf(tx, occurrence, others);
  const rows = unaware.map((recipient) => ({ id: newId('notification'), ...recipient }));
  if (rows.length === 0) return;

  const sequences = await emitAll(
    tx,
    rows.map(({ id, recipientId }) =>
      NotificationAdded.create(recipientId, { notificationId: id, recipientId }),
    ),
  );
  const shared = { actorId, subjectId, postId, createdAt: new Date(event.occurredAt) };
  await tx
    .insert(notifications)
    .values(rows.map((row, at) => ({ ...row, ...shared, sequence: sequences[at] as number })));
}

/** Those who have no block or mute against who did it, and were not told before. */
async function unawareOf(
  tx: Tx,
  { actorId, subjectId }: Occurrence,
  recipients: readonly Recipient[],
): Promise<Recipient[]> {
  const ids = recipients.map(({ recipientId }) => toUuid(recipientId));
  const kinds = recipients.map(({ kind }) => kind);
  const { rows } = await tx.execute<{ place: string }>(sql`
    select place
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(kinds)}::kind[]) with ordinality as recipient(id, kind, place)
    where ${notBlocked(actorId, sql`recipient.id`)}
      and not exists (
        select 1 from mutes where muter_id = recipient.id and muted_id = ${toUuid(actorId)} and holds
      )
      and not exists (
        select 1 from notifications
        where subject_id = ${subjectId} and kind = recipient.kind and recipient_id = recipient.id
          and actor_id = ${toUuid(actorId)}
      )
    order by place
  `);
  return rows.map(({ place }) => recipients[Number(place) - 1] as Recipient);
}
