import { idArgument } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const post: QueryResolvers['post'] = (_, { id }, { loaders }) =>
  loaders.postById.load(idArgument('post', id, 'id'));
