import { defaultPoolSettings, openDatabase } from '@ursa/database';
import { CommentAdded } from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId, toUuid } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import { sql } from 'drizzle-orm';

export interface SlowComment {
  readonly id: CommentId;
  /** Gives the comment its place in the thread, and commits. */
  commit(): Promise<void>;
}

/** A comment whose transaction takes its id and writes its row now, and commits only when told to. */
export async function beginSlowComment(
  { adminUrl }: { adminUrl: string },
  { postId, postAuthorId, authorId }: { postId: string; postAuthorId: string; authorId: string },
): Promise<SlowComment> {
  const database = openDatabase({
    url: adminUrl,
    schema: 'comments',
    pool: { ...defaultPoolSettings, max: 1, idleInTransactionTimeoutMs: 60_000 },
  });
  const id = newId('comment');
  const [post, author] = [postId as PostId, authorId as UserId];
  const begun = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const committed = database.db.transaction(async (tx) => {
    await tx.execute(sql`insert into comments (id, post_id, author_id, depth, body, entities, sequence, reply_count,
      child_count, created_at) values (${toUuid(id)}, ${toUuid(post)}, ${toUuid(author)}, 0, 'slow', '[]', -1, 0, 0, now())`);
    begun.resolve();
    await told.promise;
    await tx.execute(sql`update threads set comment_count = comment_count + 1, top_level_count = top_level_count + 1
      where post_id = ${toUuid(post)}`);
    const event = CommentAdded.create(post, {
      commentId: id,
      postId: post,
      postAuthorId: postAuthorId as UserId,
      parentId: null,
      parentAuthorId: null,
      authorId: author,
      mentionedIds: [],
    });
    const sequence = await emit(tx, event);
    await tx.execute(sql`update comments set sequence = ${sequence} where id = ${toUuid(id)}`);
  });
  await Promise.race([begun.promise, committed]);
  return {
    id,
    async commit() {
      told.resolve();
      await committed.finally(() => database.close());
    },
  };
}
