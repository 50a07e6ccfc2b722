import { connection, idPart, keyOf, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { UserResolvers } from '../generated/resolvers.ts';

const newestFirst = keyOf(idPart('post'));

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('user', id, 'id') }),
  async pinnedPost({ id }, _, { loaders }) {
    const pinned = await loaders.pinOf.load(id);
    return pinned && loaders.postById.load(pinned);
  },
  async posts({ id }, args, { loaders }) {
    const page = parsePage(args, { list: `posts:${id}`, key: newestFirst });
    const { visible, self } = await loaders.standing.load(id);
    if (!visible && !self) return null;
    const slice = await loaders.postsByAuthor.load(id, page);
    return connection(slice, page, {
      key: (post) => [post.id],
      totalCount: () => loaders.postCount.load(id),
    });
  },
};
