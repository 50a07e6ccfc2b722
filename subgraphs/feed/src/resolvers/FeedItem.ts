import { toUuid } from '@ursa/ids';
import { idArgument } from '@ursa/subgraph-kit';
import { momentOf } from '../domain/item-id.ts';
import type { FeedItemResolvers } from '../generated/resolvers.ts';

export const FeedItem: FeedItemResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.feedItemById.load(idArgument('feeditem', id, 'id')),
  post: ({ postId }) => ({ __typename: 'Post', id: postId }),
  repostedBy: ({ reposterId }) => reposterId && { __typename: 'User', id: reposterId },
  addedAt: ({ id }) => momentOf(toUuid(id)),
};
