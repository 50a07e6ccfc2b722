import { transferOwnership } from '../../domain/transfer-ownership.ts';
import type { TransferGroupOwnershipInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const transferGroupOwnership = memberMutation<TransferGroupOwnershipInput>(
  'transferGroupOwnership',
  'member',
  ({ tx, viewer, group, checked }) => transferOwnership(tx, viewer, group, checked),
);
