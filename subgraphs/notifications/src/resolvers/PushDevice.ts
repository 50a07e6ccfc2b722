import { idArgument } from '@ursa/subgraph-kit';
import type { PushDeviceResolvers } from '../generated/resolvers.ts';

export const PushDevice: PushDeviceResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.deviceById.load(idArgument('pushdevice', id, 'id')),
};
