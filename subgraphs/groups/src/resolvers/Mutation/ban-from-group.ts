import { ban } from '../../domain/ban.ts';
import type { BanFromGroupInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const banFromGroup = memberMutation<BanFromGroupInput>(
  'banFromGroup',
  'user',
  ({ tx, viewer, group, checked }) => ban(tx, viewer, group, checked),
);
