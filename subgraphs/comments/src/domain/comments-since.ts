import type { Tx } from '@ursa/database';
import type { CommentId, PostId } from '@ursa/ids';
import { and, asc, eq, gt } from 'drizzle-orm';
import { comments } from '../tables/index.ts';

const batch = 100;

/** Where a comment stands in its thread. */
export interface ThreadEntry {
  id: CommentId;
  sequence: number;
}

/** What was added to a thread after this sequence and still stands, in sequence, a bounded batch at a time. */
export function commentsSince(tx: Tx, postId: PostId, sequence: number): Promise<ThreadEntry[]> {
  return tx
    .select({ id: comments.id, sequence: comments.sequence })
    .from(comments)
    .where(and(eq(comments.postId, postId), gt(comments.sequence, sequence)))
    .orderBy(asc(comments.sequence))
    .limit(batch);
}
