import type { Tx } from '@ursa/database';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';

/** What an event told of a comment. */
export interface CommentAudience {
  commentId: CommentId;
  postId: PostId;
  authorId: UserId;
  isDeleted: boolean;
  sequence: number;
}

/** Keeps it, unless something newer is known. */
export async function keepCommentAudience(
  tx: Tx,
  { commentId, postId, authorId, isDeleted, sequence }: CommentAudience,
): Promise<void> {
  await tx.execute(sql`
    insert into comment_audiences as known (comment_id, post_id, author_id, is_deleted, sequence)
    values (${toUuid(commentId)}, ${toUuid(postId)}, ${toUuid(authorId)}, ${isDeleted}, ${sequence})
    on conflict (comment_id) do update
      set post_id = excluded.post_id, author_id = excluded.author_id, is_deleted = excluded.is_deleted,
        sequence = excluded.sequence
      where known.sequence < excluded.sequence
  `);
}
