import type { WayIn } from './ways-in.ts';
import { entity, mutation, node, nodes, operation } from './ways-in.ts';

const fields = `id handle name description rules privacy avatar { id } createdAt memberCount viewerRole viewerCanRead
  viewerCanPost viewerCanModerate viewerHasRequestedToJoin viewerIsInvited pinnedPosts { id }
  members { totalCount nodes { id } edges { role joinedAt } } joinRequests { totalCount nodes { id } }
  invitations { nodes { id } } bans { nodes { id } }`;

/** A mutation on the group, with what else it needs. */
const change = (name: string, rest: object = {}) =>
  mutation(name, 'group { id name memberCount }', ({ id }) => ({ groupId: id, ...rest }));

/** Every way to a group; `userId` is a member's, `postId` one that the looker may see. */
export const waysToGroup = ({ userId, postId }: { userId: string; postId: string }): readonly WayIn[] => [
  operation('group', `query ($id: ID!) { group(id: $id) { ${fields} } }`),
  operation(
    'groupByHandle',
    `query ($handle: String!) { groupByHandle(handle: $handle) { ${fields} } }`,
    ({ handle }) => ({ handle }),
  ),
  node,
  nodes,
  entity('groups', 'Group', fields),
  entity('posts', 'Group', 'posts { nodes { id body } }'),
  mutation('createPost', 'post { id }', ({ id }) => ({ body: 'intruding', groupId: id })),
  change('updateGroup', { name: 'taken over' }),
  change('answerJoinRequest', { userId, accept: true }),
  change('setGroupRole', { userId, role: 'MEMBER' }),
  change('transferGroupOwnership', { userId }),
  change('removeGroupMember', { userId }),
  change('banFromGroup', { userId }),
  change('unbanFromGroup', { userId }),
  change('inviteToGroup', { userId }),
  change('answerGroupInvitation', { accept: false }),
  change('pinGroupPost', { postId }),
  change('unpinGroupPost', { postId }),
  change('leaveGroup'),
  change('joinGroup'),
];
