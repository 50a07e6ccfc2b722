import { connection, parsePage } from '@ursa/pagination';
import { newestFirst } from '../domain/item-page.ts';
import type { TagResolvers } from '../generated/resolvers.ts';

/** What this subgraph holds of a tag: its name. */
export interface TagReference {
  readonly __typename?: 'Tag';
  readonly name: string;
}

/** More than a tag can be long; of what is longer no post carries it. */
const longest = 200;

export const Tag: TagResolvers = {
  __resolveReference: ({ name }) => ({ name }),
  async posts({ name }, args, { loaders }) {
    const page = parsePage(args, { list: `tagged:${name}`, key: newestFirst });
    const slice =
      name.length > longest ? { rows: [], more: false } : await loaders.postsByTag.load(name, page);
    return connection(slice, page, {
      key: ({ itemId }) => [itemId],
      node: ({ postId }) => ({ __typename: 'Post' as const, id: postId }),
    });
  },
};
