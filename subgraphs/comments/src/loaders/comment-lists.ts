import { notBlocked } from '@ursa/audience';
import type { CommentId, PostId } from '@ursa/ids';
import { pageLoader, pagesOf } from '@ursa/pagination';
import type { RequestContext } from '@ursa/subgraph-kit';
import { and, isNull } from 'drizzle-orm';
import type { CommentRow } from '../tables/index.ts';
import { comments } from '../tables/index.ts';

/**
 * The order of a list, as its page loader's variant. Lists go by sequence, the order of commits: what is added while
 * somebody reads on comes at the new end. Ids follow the clocks of several processes.
 */
export type CommentOrder = 'OLDEST' | 'NEWEST';

const directionOf = (order: string) => (order === 'NEWEST' ? 'desc' : 'asc');

/** The comments on posts themselves, of posts the viewer may see. */
export function commentsByPost({ db, viewer }: RequestContext) {
  return pageLoader<PostId, CommentRow>((parents, page, order) =>
    pagesOf(
      db,
      {
        from: comments,
        parent: comments.postId,
        parents,
        where: and(isNull(comments.parentId), notBlocked(viewer, comments.authorId)),
        orderBy: [comments.sequence],
        direction: directionOf(order),
      },
      page,
    ),
  );
}

/** The answers to comments the viewer may see. */
export function repliesByComment({ db, viewer }: RequestContext) {
  return pageLoader<CommentId, CommentRow>((parents, page, order) =>
    pagesOf(
      db,
      {
        from: comments,
        parent: comments.parentId,
        parents,
        where: notBlocked(viewer, comments.authorId),
        orderBy: [comments.sequence],
        direction: directionOf(order),
      },
      page,
    ),
  );
}
