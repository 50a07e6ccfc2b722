import type { Tx } from '@ursa/database';
import { CommentAdded } from '@ursa/events/contracts';
import type { CommentId, PostId, UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, notFound } from '@ursa/outcome';
import type { WrittenText } from '@ursa/text';
import { mentionedIds } from '@ursa/text';
import { comments } from '../tables/index.ts';
import { answerTo } from './answer-to.ts';
import { growThread } from './threads.ts';

/** A comment to add. `postAuthorId` tells that the author may see the post. */
export interface NewComment {
  postId: PostId;
  postAuthorId: UserId;
  parentId: CommentId | null;
  authorId: UserId;
  text: WrittenText;
}

/** Adds a comment: row, counts and event in the caller's transaction, under the thread's lock. */
export async function addComment(tx: Tx, comment: NewComment): Promise<Outcome<CommentId>> {
  const { postId, postAuthorId, parentId, authorId, text } = comment;
  // The thread first: a deletion of the post, or of the parent, has happened by then or waits for this to commit.
  const thread = await growThread(tx, postId, { topLevel: parentId === null });
  if (thread === 'gone') return failed(notFound('post', ['postId']));
  if (thread === 'locked') return failed(conflict('Nobody may comment on this post any more.', ['postId']));
  const parent = parentId === null ? done(null) : await answerTo(tx, postId, parentId);
  if (!parent.ok) return parent;

  const id = newId('comment');
  const sequence = await emit(
    tx,
    CommentAdded.create(postId, {
      commentId: id,
      postId,
      postAuthorId,
      parentId,
      parentAuthorId: parent.value?.authorId ?? null,
      authorId,
      mentionedIds: mentionedIds(text.entities),
      body: text.body,
    }),
  );
  const depth = parent.value ? parent.value.depth + 1 : 0;
  const fresh = { replyCount: 0, childCount: 0, createdAt: new Date() };
  await tx.insert(comments).values({ id, postId, parentId, authorId, depth, ...text, sequence, ...fresh });
  return done(id);
}
