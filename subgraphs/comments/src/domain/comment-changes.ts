import type { Tx } from '@ursa/database';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { and, asc, eq, gt } from 'drizzle-orm';
import { commentChanges } from '../tables/index.ts';
import type { ThreadEntry } from './comments-since.ts';

const batch = 100;

/** Keeps that a comment changed; its last change alone counts. The caller holds the thread's lock. */
export async function keepChange(tx: Tx, change: typeof commentChanges.$inferInsert): Promise<void> {
  const { isGone, sequence } = change;
  await tx
    .insert(commentChanges)
    .values(change)
    .onConflictDoUpdate({
      target: [commentChanges.postId, commentChanges.commentId],
      set: { isGone, sequence },
    });
}

/** What changed in a thread after this sequence, each comment once, in sequence, a bounded batch at a time. */
export function changesSince(tx: Tx, postId: PostId, sequence: number): Promise<ThreadEntry[]> {
  return tx
    .select({ id: commentChanges.commentId, sequence: commentChanges.sequence })
    .from(commentChanges)
    .where(and(eq(commentChanges.postId, postId), gt(commentChanges.sequence, sequence)))
    .orderBy(asc(commentChanges.sequence))
    .limit(batch);
}

/** Who wrote a comment of which nothing is left; undefined: there was none, or something is left of it. */
export async function authorOfGone(
  tx: Tx,
  postId: PostId,
  commentId: CommentId,
): Promise<UserId | undefined> {
  const ofComment = and(eq(commentChanges.postId, postId), eq(commentChanges.commentId, commentId));
  const [change] = await tx.select().from(commentChanges).where(ofComment);
  return change?.isGone ? change.authorId : undefined;
}
