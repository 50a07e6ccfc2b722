import { idArgument } from '@ursa/subgraph-kit';
import { presentEntity } from '@ursa/text';
import type { CommentResolvers } from '../generated/resolvers.ts';
import { commentPage } from './comment-page.ts';

export const Comment: CommentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.commentById.load(idArgument('comment', id, 'id')),
  body: ({ body, deletedAt }) => (deletedAt ? null : body),
  entities: ({ entities }) => entities.map(presentEntity),
  author: ({ authorId, deletedAt }) => (deletedAt ? null : { __typename: 'User', id: authorId }),
  post: ({ postId }) => ({ id: postId }),
  parent: ({ parentId }, _, { loaders }) => (parentId ? loaders.commentById.load(parentId) : null),
  replies: ({ id, postId, childCount }, args, context) => {
    const { repliesByComment: pages, hiddenReplies } = context.loaders;
    const totalCount = async () => childCount - (await hiddenReplies.load(id)).standing;
    return commentPage({ parent: id, postId, pages, totalCount }, args, context);
  },
  async replyCount({ id, replyCount }, _, { loaders }) {
    return replyCount === 0 ? 0 : replyCount - (await loaders.hiddenReplies.load(id)).live;
  },
  viewerCanEdit: ({ authorId, deletedAt }, _, { viewer }) => !deletedAt && authorId === viewer,
  async viewerCanDelete({ authorId, postId, deletedAt }, _, { viewer, loaders }) {
    if (viewer === null || deletedAt) return false;
    return authorId === viewer || (await loaders.postAccess.load(postId))?.authorId === viewer;
  },
};
