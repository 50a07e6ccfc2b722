import { setGroupRole as set } from '../../domain/set-group-role.ts';
import type { SetGroupRoleInput } from '../../generated/resolvers.ts';
import { memberMutation } from '../group-mutation.ts';

export const setGroupRole = memberMutation<SetGroupRoleInput>(
  'setGroupRole',
  'member',
  ({ tx, viewer, group, checked: userId, input }) => set(tx, viewer, group, { userId, role: input.role }),
);
