import { GroupChanged, GroupCreated, GroupMemberJoined, GroupMemberLeft } from '@ursa/events/contracts';
import { consumer } from '@ursa/outbox';
import { indexGroup } from '../domain/index-group.ts';
import { keepEngagement } from '../domain/keep-engagement.ts';

export const onGroupCreated = consumer(GroupCreated, (event, { tx }) => indexGroup(tx, event));
export const onGroupChanged = consumer(GroupChanged, (event, { tx }) => indexGroup(tx, event));

export const onGroupMemberJoined = consumer(GroupMemberJoined, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.groupId, actorId: payload.userId, weight: 1, sequence }),
);

export const onGroupMemberLeft = consumer(GroupMemberLeft, ({ payload, sequence }, { tx }) =>
  keepEngagement(tx, { subjectId: payload.groupId, actorId: payload.userId, weight: 0, sequence }),
);
