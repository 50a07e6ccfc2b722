import type { Tx } from '@ursa/database';
import { CommentAdded } from '@ursa/events/contracts';
import { snapshot } from '@ursa/outbox';
import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { comments, postAudiences } from './tables/index.ts';

type Told = Awaited<ReturnType<typeof page>>[number];

/** What others keep of comments: told again to a subgraph that lost it. Nobody is mentioned anew. */
export const snapshots = [
  snapshot<Told>({
    tells: [CommentAdded],
    page,
    event: ({ comment, postAuthorId, parentAuthorId }) => {
      const { id: commentId, postId, authorId, parentId, body } = comment;
      const about = { postAuthorId: postAuthorId ?? authorId, parentId, parentAuthorId };
      return CommentAdded.create(postId, { commentId, postId, authorId, ...about, mentionedIds: [], body });
    },
  }),
];

/** Comments that are no hollows, with the authors of what they are about as far as they are known here. */
function page(tx: Tx, last: { comment: typeof comments.$inferSelect } | undefined, limit: number) {
  const parents = alias(comments, 'parents');
  return tx
    .select({
      comment: comments,
      postAuthorId: postAudiences.authorId,
      parentAuthorId: parents.authorId,
    })
    .from(comments)
    .leftJoin(postAudiences, eq(postAudiences.postId, comments.postId))
    .leftJoin(parents, eq(parents.id, comments.parentId))
    .where(and(isNull(comments.deletedAt), last && gt(comments.id, last.comment.id)))
    .orderBy(asc(comments.id))
    .limit(limit);
}
