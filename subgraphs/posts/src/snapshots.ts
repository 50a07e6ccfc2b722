import type { Tx } from '@ursa/database';
import { DraftMediaChanged, PostCreated, PostReposted } from '@ursa/events/contracts';
import { snapshot, tableSnapshot } from '@ursa/outbox';
import { asc, eq, sql } from 'drizzle-orm';
import { publishedState } from './domain/published-state.ts';
import { drafts, posts, reposts } from './tables/index.ts';

type Reposted = Awaited<ReturnType<typeof repostsAfter>>[number];

/**
 * What others keep of posts: told again to a subgraph that lost it, as of when it was published. Nobody is mentioned
 * anew. Who follows a tag nobody else keeps.
 */
export const snapshots = [
  tableSnapshot({
    tells: PostCreated,
    from: posts,
    key: ['id'],
    event: (post) => PostCreated.create(post.id, publishedState(post, []), post.createdAt),
  }),
  tableSnapshot({
    tells: DraftMediaChanged,
    from: drafts,
    key: ['id'],
    event: ({ id, mediaIds, savedAt }) => DraftMediaChanged.create(id, { draftId: id, mediaIds }, savedAt),
  }),
  snapshot<Reposted>({
    tells: [PostReposted],
    page: repostsAfter,
    event: ({ repost: { postId, userId: reposterId, createdAt }, postAuthorId }) =>
      PostReposted.create(reposterId, { postId, postAuthorId, reposterId }, createdAt),
  }),
];

/** Reposts in the order of their key, each with whose post it shows. */
function repostsAfter(tx: Tx, last: { repost: typeof reposts.$inferSelect } | undefined, limit: number) {
  const { postId, userId } = reposts;
  const after =
    last &&
    sql`(${postId}, ${userId}) > (${sql.param(last.repost.postId, postId)}, ${sql.param(last.repost.userId, userId)})`;
  return tx
    .select({ repost: reposts, postAuthorId: posts.authorId })
    .from(reposts)
    .innerJoin(posts, eq(posts.id, postId))
    .where(after)
    .orderBy(asc(postId), asc(userId))
    .limit(limit);
}
