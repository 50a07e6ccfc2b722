import type { Tx } from '@ursa/database';
import type { PostId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { bookmarks } from '../tables/index.ts';
import { holdPost } from './hold-post.ts';

/** Keeps a post that the viewer sees; nobody is told. One that is kept already keeps its place. */
export async function bookmarkPost(tx: Tx, userId: UserId, postId: PostId): Promise<Outcome<PostId>> {
  if (!(await holdPost(tx, postId))) return failed(notFound('post', ['postId']));
  await tx.insert(bookmarks).values({ userId, postId, createdAt: new Date() }).onConflictDoNothing();
  return done(postId);
}

/** Keeps it no longer. @returns false: it was not kept */
export async function unbookmarkPost(tx: Tx, userId: UserId, postId: PostId): Promise<boolean> {
  const { rowCount } = await tx
    .delete(bookmarks)
    .where(and(eq(bookmarks.userId, userId), eq(bookmarks.postId, postId)));
  return Boolean(rowCount);
}
