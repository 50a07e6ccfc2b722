import type { QueryResolvers } from '../../generated/resolvers.ts';

export const node: QueryResolvers['node'] = (_, { id }, { loaders }) => loaders.nodeById.load(id);
