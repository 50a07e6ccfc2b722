import { idArgument } from '@ursa/subgraph-kit';
import type { DraftResolvers } from '../generated/resolvers.ts';

export const Draft: DraftResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.draftById.load(idArgument('draft', id, 'id')),
  group: ({ groupId }) => (groupId ? { __typename: 'Group', id: groupId } : null),
  quotedPost: ({ quotedPostId }, _, { loaders }) =>
    quotedPostId ? loaders.postById.load(quotedPostId) : null,
};
