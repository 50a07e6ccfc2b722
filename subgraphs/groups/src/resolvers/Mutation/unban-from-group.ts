import { unban } from '../../domain/ban.ts';
import type { UnbanFromGroupInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const unbanFromGroup = memberMutation<UnbanFromGroupInput>(
  'unbanFromGroup',
  'user',
  ({ tx, group, checked }) => unban(tx, group, checked),
);
