import type { QueryResolvers } from '../../generated/resolvers.ts';

export const groupByHandle: QueryResolvers['groupByHandle'] = (_, { handle }, { loaders }) =>
  loaders.groupByHandle.load(handle);
