import type { Tx } from '@ursa/database';
import type { CommentId, PostId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, invalid, notFound } from '@ursa/outcome';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';

/** How deep answers nest: a comment on the post itself is 0. */
export const maxDepth = 8;

const path = ['parentId'];

/** Counts one more answer to a comment that stands under this post and is not a hollow. */
export async function answerTo(tx: Tx, postId: PostId, parentId: CommentId): Promise<Outcome<CommentRow>> {
  const [parent] = await tx
    .update(comments)
    .set({ replyCount: sql`${comments.replyCount} + 1`, childCount: sql`${comments.childCount} + 1` })
    .where(and(eq(comments.id, parentId), eq(comments.postId, postId), isNull(comments.deletedAt)))
    .returning();
  if (!parent) return failed(notFound('comment', path));
  if (parent.depth >= maxDepth) {
    return failed(invalid(path, `Answers nest ${maxDepth} deep; answer a comment further up.`));
  }
  return done(parent);
}
