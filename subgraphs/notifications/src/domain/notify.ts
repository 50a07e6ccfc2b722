import type { Tx } from '@ursa/database';
import type { EventEnvelope } from '@ursa/events';
import { NotificationAdded } from '@ursa/events/contracts';
import type { GroupId, PostId, UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { NotificationKind, SubjectId } from '../tables/index.ts';
import { grow } from './grow.ts';
import { newsFor } from './news-for.ts';
import { eachOnce } from './recipients.ts';
import { requireAudience } from './require-audience.ts';

/** Something somebody did that others should know of. */
export interface Occurrence {
  /** What told of it, and when it happened. */
  event: Pick<EventEnvelope, 'occurredAt'>;
  actorId: UserId;
  subjectId: SubjectId;
  /** The post it hangs on, if any. */
  postId?: PostId | null;
  /** The group it is about, if any. */
  groupId?: GroupId;
  recipients: readonly Recipient[];
}

/** Whom it concerns, and how. */
export interface Recipient {
  recipientId: UserId;
  kind: NotificationKind;
}

/**
 * Notifies those who should know and do not yet, each person once. The event comes before the rows: its lock on the
 * recipient makes what tells one person things wait for each other, for one statement each.
 */
export async function notify(tx: Tx, occurrence: Occurrence): Promise<void> {
  const { actorId, postId, groupId } = occurrence;
  const others = eachOnce(occurrence.recipients.filter(({ recipientId }) => recipientId !== actorId));
  if (others.length === 0) return;
  const post = postId ? await requireAudience(tx, postId, others) : null;
  if (post?.isDeleted) return;

  const news = await newsFor(tx, occurrence, others);
  const sequences = await emitAll(
    tx,
    news.map(({ id, recipientId }) =>
      NotificationAdded.create(recipientId, { notificationId: id, recipientId }),
    ),
  );
  const certain = (recipientId: UserId) => (post ? post.authorId === recipientId : groupId === undefined);
  const growth = news.map((one, at) => ({
    ...one,
    sequence: sequences[at] as number,
    certain: certain(one.recipientId),
  }));
  if (growth.length > 0) await grow(tx, occurrence, growth);
}
