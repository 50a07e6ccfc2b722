import { idArgument } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const comment: QueryResolvers['comment'] = (_, { id }, { loaders }) =>
  loaders.commentById.load(idArgument('comment', id, 'id'));
