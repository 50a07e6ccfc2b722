import type { Tx } from '@ursa/database';
import { PostReposted, RepostUndone } from '@ursa/events/contracts';
import type { PostId, UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { and, eq, sql } from 'drizzle-orm';
import { posts, reposts } from '../tables/index.ts';
import { holdPost } from './hold-post.ts';
import type { WrittenPost } from './written-post.ts';

/** Reposts a post that may be shown to others: row, count and event. A repost that is there leaves no trace. */
export async function repost(tx: Tx, reposterId: UserId, post: WrittenPost): Promise<Outcome<PostId>> {
  const { id: postId, authorId: postAuthorId } = post;
  if (!(await holdPost(tx, postId))) return failed(notFound('post', ['postId']));
  const row = { postId, userId: reposterId, createdAt: new Date() };
  const { rowCount } = await tx.insert(reposts).values(row).onConflictDoNothing();
  if (rowCount) {
    await count(tx, postId, 1);
    await emit(tx, PostReposted.create(reposterId, { postId, postAuthorId, reposterId }, row.createdAt));
  }
  return done(postId);
}

/** Takes a repost back. @returns false: there was none */
export async function undoRepost(tx: Tx, reposterId: UserId, postId: PostId): Promise<boolean> {
  const { rowCount } = await tx
    .delete(reposts)
    .where(and(eq(reposts.postId, postId), eq(reposts.userId, reposterId)));
  if (!rowCount) return false;
  const postAuthorId = await count(tx, postId, -1);
  if (postAuthorId) await emit(tx, RepostUndone.create(reposterId, { postId, postAuthorId, reposterId }));
  return true;
}

async function count(tx: Tx, postId: PostId, by: 1 | -1): Promise<UserId | undefined> {
  const [post] = await tx
    .update(posts)
    .set({ repostCount: sql`${posts.repostCount} + ${by}` })
    .where(eq(posts.id, postId))
    .returning({ authorId: posts.authorId });
  return post?.authorId;
}
