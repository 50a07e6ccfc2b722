import { idArgument } from '@ursa/subgraph-kit';
import type { PostResolvers } from '../generated/resolvers.ts';
import { commentPage } from './comment-page.ts';

export const Post: PostResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('post', id, 'id') }),
  async commentCount({ id }, _, { loaders }) {
    return (await loaders.postAccess.load(id)) ? (await loaders.threadCounts.load(id)).commentCount : null;
  },
  async isThreadLocked({ id }, _, { loaders }) {
    return (await loaders.postAccess.load(id)) ? (await loaders.threadCounts.load(id)).isLocked : null;
  },
  async comments({ id }, args, context) {
    const { loaders } = context;
    if (!(await loaders.postAccess.load(id))) return null;
    const totalCount = async () => (await loaders.threadCounts.load(id)).topLevelCount;
    return commentPage({ parent: id, postId: id, pages: loaders.commentsByPost, totalCount }, args, context);
  },
};
