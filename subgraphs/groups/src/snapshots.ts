import { GroupCreated, GroupMemberJoined } from '@ursa/events/contracts';
import { tableSnapshot } from '@ursa/outbox';
import { groupState } from './domain/group-state.ts';
import { groupMembers, groups } from './tables/index.ts';

/** What others keep of groups: told again to a subgraph that lost it. */
export const snapshots = [
  tableSnapshot({
    tells: GroupCreated,
    from: groups,
    key: ['id'],
    event: (row) => GroupCreated.create(row.id, groupState(row)),
  }),
  tableSnapshot({
    tells: GroupMemberJoined,
    from: groupMembers,
    key: ['groupId', 'userId'],
    event: ({ groupId, userId, role }) => GroupMemberJoined.create(groupId, { groupId, userId, role }),
  }),
];
