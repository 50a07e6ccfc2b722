import { idArgument } from '@ursa/subgraph-kit';
import { tagName } from '../domain/tag-name.ts';
import type { TagResolvers } from '../generated/resolvers.ts';

export const Tag: TagResolvers = {
  __resolveReference: (reference, { loaders }) => {
    if ('id' in reference) return loaders.tagById.load(idArgument('tag', String(reference.id), 'id'));
    const name = tagName(String(reference.name));
    return name === undefined ? null : loaders.tagByName.load(name);
  },
  viewerIsFollowing: ({ name }, _, { loaders }) => loaders.followsTag.load(name),
};
