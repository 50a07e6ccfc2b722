import { Group } from './Group.ts';
import { answerGroupInvitation } from './Mutation/answer-group-invitation.ts';
import { answerJoinRequest } from './Mutation/answer-join-request.ts';
import { banFromGroup } from './Mutation/ban-from-group.ts';
import { createGroup } from './Mutation/create-group.ts';
import { inviteToGroup } from './Mutation/invite-to-group.ts';
import { joinGroup } from './Mutation/join-group.ts';
import { leaveGroup } from './Mutation/leave-group.ts';
import { pinGroupPost } from './Mutation/pin-group-post.ts';
import { removeGroupMember } from './Mutation/remove-group-member.ts';
import { setGroupRole } from './Mutation/set-group-role.ts';
import { transferGroupOwnership } from './Mutation/transfer-group-ownership.ts';
import { unbanFromGroup } from './Mutation/unban-from-group.ts';
import { unpinGroupPost } from './Mutation/unpin-group-post.ts';
import { updateGroup } from './Mutation/update-group.ts';
import { group } from './Query/group.ts';
import { groupByHandle } from './Query/group-by-handle.ts';
import { User } from './User.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Query: { group, groupByHandle },
  Mutation: {
    createGroup,
    updateGroup,
    joinGroup,
    answerJoinRequest,
    leaveGroup,
    setGroupRole,
    transferGroupOwnership,
    removeGroupMember,
    banFromGroup,
    unbanFromGroup,
    inviteToGroup,
    answerGroupInvitation,
    pinGroupPost,
    unpinGroupPost,
  },
  Group,
  User,
  Viewer,
};
