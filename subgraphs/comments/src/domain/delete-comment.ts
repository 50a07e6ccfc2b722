import type { Tx } from '@ursa/database';
import { CommentDeleted } from '@ursa/events/contracts';
import type { CommentId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { eq, sql } from 'drizzle-orm';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';
import { keepChange } from './comment-changes.ts';
import { shrinkThread } from './threads.ts';

/** Deletes a comment whose thread the caller holds locked: to a hollow if replies stand under it, else entirely. */
export async function deleteComment(tx: Tx, comment: CommentRow): Promise<void> {
  const { id, postId, authorId, parentId } = comment;
  if (parentId !== null) {
    await tx
      .update(comments)
      .set({ replyCount: sql`${comments.replyCount} - 1` })
      .where(eq(comments.id, parentId));
  }
  const isGone = comment.childCount === 0;
  const topLevelGone = isGone ? await remove(tx, comment) : await hollow(tx, id);
  await shrinkThread(tx, postId, topLevelGone);
  const sequence = await emit(tx, CommentDeleted.create(postId, { commentId: id, postId, authorId }));
  await keepChange(tx, { postId, commentId: id, authorId, isGone, sequence });
}

async function hollow(tx: Tx, id: CommentId): Promise<number> {
  await tx.update(comments).set({ body: '', entities: [], deletedAt: new Date() }).where(eq(comments.id, id));
  return 0;
}

/** Takes a comment out, and the hollows above it that stood for it alone. @returns how many of them were top-level */
async function remove(tx: Tx, { id, parentId }: Pick<CommentRow, 'id' | 'parentId'>): Promise<number> {
  await tx.delete(comments).where(eq(comments.id, id));
  if (parentId === null) return 1;
  const [parent] = await tx
    .update(comments)
    .set({ childCount: sql`${comments.childCount} - 1` })
    .where(eq(comments.id, parentId))
    .returning();
  const empty = parent && parent.deletedAt !== null && parent.childCount === 0;
  return empty ? remove(tx, parent) : 0;
}
