import { connection, idPart, keyOf, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import type { GroupResolvers } from '../generated/resolvers.ts';

const newestFirst = keyOf(idPart('post'));

export const Group: GroupResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('group', id, 'id') }),
  async posts({ id }, args, { loaders }) {
    const page = parsePage(args, { list: `group posts:${id}`, key: newestFirst });
    if (!(await loaders.groupOpen.load(id))) return null;
    const slice = await loaders.postsByGroup.load(id, page);
    return connection(slice, page, {
      key: (post) => [post.id],
      totalCount: () => loaders.groupPostCount.load(id),
    });
  },
};
