import type { Tx } from '@ursa/database';
import type { CommentId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { and, eq, isNull } from 'drizzle-orm';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';
import { holdThread } from './threads.ts';

/** The path of every mutation's target. */
export const targetPath = ['commentId'];

/**
 * A comment that stands, with its thread held so that nothing is added to or taken from it meanwhile.
 * @param visible the comment as the viewer may see it
 */
export async function lockComment(
  tx: Tx,
  id: CommentId,
  visible: (id: CommentId) => Promise<CommentRow | null>,
): Promise<Outcome<CommentRow>> {
  const seen = await visible(id);
  if (!seen) return failed(notFound('comment', targetPath));
  await holdThread(tx, seen.postId);
  const standing = and(eq(comments.id, id), isNull(comments.deletedAt));
  const [comment] = await tx.select().from(comments).where(standing);
  return comment ? done(comment) : failed(notFound('comment', targetPath));
}
