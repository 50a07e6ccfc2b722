import { joinGroup as join } from '../../domain/join-group.ts';
import type { JoinGroupInput } from '../../generated/resolvers.ts';
import { groupMutation } from '../group-mutation.ts';

export const joinGroup = groupMutation<JoinGroupInput>('joinGroup', ({ tx, viewer, group }) =>
  join(tx, viewer, group),
);
