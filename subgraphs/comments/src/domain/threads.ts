import type { Tx } from '@ursa/database';
import type { PostId } from '@ursa/ids';
import { eq, sql } from 'drizzle-orm';
import { threads } from '../tables/index.ts';

/** Whether something may be added to a thread. */
export type ThreadState = 'open' | 'locked' | 'gone';

/** Counts one more comment, and holds the thread's row until the transaction ends. */
export async function growThread(
  tx: Tx,
  postId: PostId,
  { topLevel }: { topLevel: boolean },
): Promise<ThreadState> {
  const more = topLevel ? 1 : 0;
  const [thread] = await tx
    .insert(threads)
    .values({ postId, commentCount: 1, topLevelCount: more, isClosed: false })
    .onConflictDoUpdate({
      target: threads.postId,
      set: {
        commentCount: sql`${threads.commentCount} + 1`,
        topLevelCount: sql`${threads.topLevelCount} + ${more}`,
      },
    })
    .returning({ isClosed: threads.isClosed, isLocked: threads.isLocked });
  if (!thread || thread.isClosed) return 'gone';
  return thread.isLocked ? 'locked' : 'open';
}

/** Counts a deleted comment, and the top-level entries that went with it, off; holds the thread's row. */
export async function shrinkThread(tx: Tx, postId: PostId, topLevelGone: number): Promise<void> {
  await tx
    .update(threads)
    .set({
      commentCount: sql`${threads.commentCount} - 1`,
      topLevelCount: sql`${threads.topLevelCount} - ${topLevelGone}`,
    })
    .where(eq(threads.postId, postId));
}

/** Holds the thread's row until the transaction ends. */
export async function holdThread(tx: Tx, postId: PostId): Promise<void> {
  await tx.select({ postId: threads.postId }).from(threads).where(eq(threads.postId, postId)).for('update');
}

/** Ends a thread with its post: nothing is added any more. */
export async function closeThread(tx: Tx, postId: PostId): Promise<void> {
  const closed = { commentCount: 0, topLevelCount: 0, isClosed: true };
  await tx
    .insert(threads)
    .values({ postId, ...closed })
    .onConflictDoUpdate({ target: threads.postId, set: closed });
}

/** Ends a thread, or lets it go on: a post without comments has no row yet. */
export async function setLocked(tx: Tx, postId: PostId, isLocked: boolean): Promise<void> {
  await tx
    .insert(threads)
    .values({ postId, commentCount: 0, topLevelCount: 0, isClosed: false, isLocked })
    .onConflictDoUpdate({ target: threads.postId, set: { isLocked } });
}
