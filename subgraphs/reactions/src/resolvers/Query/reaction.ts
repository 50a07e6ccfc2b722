import { idArgument } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const reaction: QueryResolvers['reaction'] = (_, { id }, { loaders }) =>
  loaders.reactionById.load(idArgument('reaction', id, 'id'));
