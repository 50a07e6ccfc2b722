import { idArgument } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const media: QueryResolvers['media'] = (_, { id }, { loaders }) =>
  loaders.mediaById.load(idArgument('media', id, 'id'));
