import { requestError } from '@ursa/subgraph-kit';
import type { QueryResolvers } from '../../generated/resolvers.ts';

const most = 100;

export const nodes: QueryResolvers['nodes'] = (_, { ids }, { loaders }) => {
  if (ids.length > most) throw requestError('BAD_USER_INPUT', `\`ids\` takes at most ${most} ids.`);
  return loaders.nodeById.loadMany(ids);
};
