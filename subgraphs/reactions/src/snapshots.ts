import type { Tx } from '@ursa/database';
import { Reacted } from '@ursa/events/contracts';
import type { CommentId, PostId } from '@ursa/ids';
import { fromUuid } from '@ursa/ids';
import { snapshot } from '@ursa/outbox';
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { kindOf } from './domain/kinds.ts';
import { commentAudiences, postAudiences, reactions } from './tables/index.ts';

type Told = Awaited<ReturnType<typeof page>>[number];

/** What others keep of reactions: told again to a subgraph that lost it. */
export const snapshots = [
  snapshot<Told>({
    tells: [Reacted],
    page,
    event: ({ reaction, postId, postAuthorId, commentAuthorId }) => {
      const { subjectType, reactorId, createdAt } = reaction;
      const subjectId = fromUuid(subjectType, reaction.subjectId) as PostId | CommentId;
      // Who keeps reactions goes by subject and reactor; the author is told as far as it is known here.
      const subjectAuthorId = (subjectType === 'post' ? postAuthorId : commentAuthorId) ?? reactorId;
      const about = { subjectId, postId, subjectAuthorId, reactorId, kind: kindOf(reaction.kind) };
      return Reacted.create(subjectId, { ...about, previousKind: null }, createdAt);
    },
  }),
];

/** Reactions by id. Of a comment that was not heard of here nobody knows the post: it is left out. */
function page(tx: Tx, last: { reaction: typeof reactions.$inferSelect } | undefined, limit: number) {
  const postId = sql`case when ${reactions.subjectType} = 'post' then ${reactions.subjectId}
    else ${commentAudiences.postId} end`;
  return tx
    .select({
      reaction: reactions,
      postId: postId.mapWith(postAudiences.postId) as ReturnType<typeof sql<PostId>>,
      postAuthorId: postAudiences.authorId,
      commentAuthorId: commentAudiences.authorId,
    })
    .from(reactions)
    .leftJoin(commentAudiences, eq(commentAudiences.commentId, reactions.subjectId))
    .leftJoin(postAudiences, eq(postAudiences.postId, postId))
    .where(and(isNotNull(postId), last && gt(reactions.id, last.reaction.id)))
    .orderBy(asc(reactions.id))
    .limit(limit);
}
