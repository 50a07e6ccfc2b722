import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import { and, eq } from 'drizzle-orm';
import type { NotificationKind, SubjectId } from '../tables/index.ts';
import { notifications } from '../tables/index.ts';

/** Takes back what was said about a thing that is gone. */
export async function forgetSubject(tx: Tx, subjectId: SubjectId): Promise<void> {
  await tx.delete(notifications).where(eq(notifications.subjectId, subjectId));
}

/** Takes back everything that hangs on a post that is gone. */
export async function forgetPost(tx: Tx, postId: PostId): Promise<void> {
  await tx.delete(notifications).where(eq(notifications.postId, postId));
}

/** Takes back one kind of notification about a person to another. */
export async function forgetPerson(
  tx: Tx,
  { actorId, recipientId, kind }: { actorId: UserId; recipientId: UserId; kind: NotificationKind },
): Promise<void> {
  const { subjectId } = notifications;
  await tx
    .delete(notifications)
    .where(
      and(eq(subjectId, actorId), eq(notifications.kind, kind), eq(notifications.recipientId, recipientId)),
    );
}
