import { idArgument } from '@ursa/subgraph-kit';
import type { UserResolvers } from '../generated/resolvers.ts';

export const User: UserResolvers = {
  __resolveReference: ({ id }) => ({ id: idArgument('user', id, 'id') }),
  avatar: ({ id }, _, { loaders }) => loaders.avatarOf.load(id),
};
