import { leaveGroup as leave } from '../../domain/leave-group.ts';
import type { LeaveGroupInput } from '../../generated/resolvers.ts';
import { groupMutation } from '../group-mutation.ts';

export const leaveGroup = groupMutation<LeaveGroupInput>('leaveGroup', ({ tx, viewer, group }) =>
  leave(tx, viewer, group),
);
