import { idArgument } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

export const group: QueryResolvers['group'] = (_, { id }, { loaders }) =>
  loaders.groupById.load(idArgument('group', id, 'id'));
