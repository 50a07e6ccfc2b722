import type { Tx } from '@ursa/database';
import type { CommentId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

// What is told of a comment and its deletion come from two owners: whichever is handled first, the other waits for it.

/** Remembers that a comment is gone. */
export async function keepCommentGone(tx: Tx, commentId: CommentId): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${commentId}, 0))`);
  await tx.execute(
    sql`insert into gone_comments (comment_id) values (${toUuid(commentId)}) on conflict do nothing`,
  );
}

/** Whether a comment is gone; until the end of the transaction it does not go. */
export async function isCommentGone(tx: Tx, commentId: CommentId): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended(${commentId}, 0))`);
  const { rows } = await tx.execute(sql`select 1 from gone_comments where comment_id = ${toUuid(commentId)}`);
  return rows.length > 0;
}
