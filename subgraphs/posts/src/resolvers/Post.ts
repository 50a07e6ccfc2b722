import { connection, integer, keyOf, parsePage } from '@ursa/pagination';
import { idArgument } from '@ursa/subgraph-kit';
import { presentEntity } from '@ursa/text';
import type { PostResolvers } from '../generated/resolvers.ts';

const byNumber = keyOf(integer);

export const Post: PostResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.postById.load(idArgument('post', id, 'id')),
  author: ({ authorId }) => ({ __typename: 'User', id: authorId }),
  mediaIds: () => [],
  entities: ({ entities }) => entities.map(presentEntity),
  viewerCanEdit: ({ authorId }, _, { viewer }) => authorId === viewer,
  async revisions({ id, revisionCount }, args, { loaders }) {
    const page = parsePage(args, { list: `revisions:${id}`, key: byNumber });
    const slice = await loaders.revisionsByPost.load(id, page);
    return connection(slice, page, { key: (row) => [row.number], totalCount: revisionCount });
  },
};
