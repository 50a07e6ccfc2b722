import type { CommentId, PostId } from '@ursa/ids';
import { liveChannel } from '@ursa/live';
import type { PageArgs, PageLoader } from '@ursa/pagination';
import { connection, integer, keyOf, liveCursor, parsePage } from '@ursa/pagination';
import type { CommentsContext } from '../context.ts';
import type { CommentOrder } from '../loaders/comment-lists.ts';
import type { CommentRow } from '../tables/index.ts';

const bySequence = keyOf(integer);

/** The live channel of the thread under a post. */
export const threadChannel = (postId: PostId) => liveChannel('comments', postId);

/** A list of comments: those on a post, or the answers to one. */
export interface CommentList<Parent extends PostId | CommentId> {
  parent: Parent;
  postId: PostId;
  pages: PageLoader<Parent, CommentRow>;
  totalCount: () => Promise<number>;
}

/** A page of it. The live cursor is read before the page, so that what comes between is seen twice rather than never. */
export async function commentPage<Parent extends PostId | CommentId>(
  { parent, postId, pages, totalCount }: CommentList<Parent>,
  { orderBy, ...args }: PageArgs & { orderBy?: CommentOrder | null | undefined },
  { loaders }: CommentsContext,
) {
  const order = orderBy ?? 'OLDEST';
  const page = parsePage(args, { list: `comments:${parent}:${order}`, key: bySequence });
  const { sequence } = await loaders.threadCounts.load(postId);
  const slice = await pages.load(parent, page, order);
  return connection(slice, page, {
    key: (row) => [row.sequence],
    totalCount,
    liveCursor: liveCursor(threadChannel(postId), sequence),
  });
}
