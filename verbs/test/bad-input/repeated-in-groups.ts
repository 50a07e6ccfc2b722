import { foundGroup, freshHandle, invite, postIn } from '../world/groups.ts';
import type { Repeated, Stage } from './repeated.ts';

const unknownGroup = 'group_01h2xcejqtf2nbrexx3vqjhp41';
const inGroups = { subgraph: 'groups', other: () => ({ groupId: unknownGroup }) };
const onBobInGroup = {
  subgraph: 'groups',
  input: async ({ ada, bob }: Stage) => ({
    groupId: await foundGroup(ada, { members: [bob] }),
    userId: bob.id,
  }),
  other: ({ bob }: Stage) => ({ groupId: unknownGroup, userId: bob.id }),
};

/** The mutations of groups. */
export const repeatedInGroups: Record<string, Repeated> = {
  answerGroupInvitation: {
    ...inGroups,
    emits: { GroupInvitationClosed: 1, GroupMemberJoined: 1 },
    input: async ({ ada, bob }) => {
      const groupId = await foundGroup(bob, { privacy: 'SECRET' });
      await invite(bob, groupId, ada);
      return { groupId, accept: true };
    },
    other: () => ({ groupId: unknownGroup, accept: true }),
  },
  answerJoinRequest: {
    subgraph: 'groups',
    emits: { GroupJoinRequestClosed: 1, GroupMemberJoined: 1 },
    input: async ({ ada, bob }) => {
      const groupId = await foundGroup(ada, { privacy: 'PRIVATE' });
      await bob.act('joinGroup', { groupId });
      return { groupId, userId: bob.id, accept: true };
    },
    other: ({ bob }) => ({ groupId: unknownGroup, userId: bob.id, accept: true }),
  },
  banFromGroup: { ...onBobInGroup, emits: { GroupMemberLeft: 1 } },
  createGroup: {
    subgraph: 'groups',
    emits: { GroupCreated: 1, GroupMemberJoined: 1 },
    input: () => ({ handle: freshHandle(), name: 'Once' }),
    other: () => ({ handle: freshHandle(), name: 'Twice' }),
  },
  inviteToGroup: {
    ...onBobInGroup,
    emits: { GroupInvited: 1 },
    input: async ({ ada, bob }) => ({ groupId: await foundGroup(ada), userId: bob.id }),
  },
  joinGroup: {
    ...inGroups,
    emits: { GroupMemberJoined: 1 },
    input: async ({ bob }) => ({ groupId: await foundGroup(bob) }),
  },
  leaveGroup: {
    ...inGroups,
    emits: { GroupMemberLeft: 1 },
    input: async ({ ada, bob }) => ({ groupId: await foundGroup(bob, { members: [ada] }) }),
  },
  pinGroupPost: {
    subgraph: 'groups',
    emits: {},
    input: async ({ ada }) => {
      const groupId = await foundGroup(ada);
      return { groupId, postId: await postIn(groupId, ada) };
    },
    other: ({ postId }) => ({ groupId: unknownGroup, postId }),
  },
  removeGroupMember: { ...onBobInGroup, emits: { GroupMemberLeft: 1 } },
  setGroupRole: {
    ...onBobInGroup,
    emits: { GroupRoleChanged: 1 },
    input: async (stage) => ({ ...(await onBobInGroup.input(stage)), role: 'ADMIN' }),
    other: (stage) => ({ ...onBobInGroup.other(stage), role: 'MEMBER' }),
  },
  transferGroupOwnership: { ...onBobInGroup, emits: { GroupRoleChanged: 2 } },
  unbanFromGroup: {
    ...onBobInGroup,
    emits: {},
    input: async (stage) => {
      const target = await onBobInGroup.input(stage);
      await stage.ada.act('banFromGroup', target);
      return target;
    },
  },
  unpinGroupPost: {
    subgraph: 'groups',
    emits: {},
    input: async ({ ada }) => {
      const groupId = await foundGroup(ada);
      const target = { groupId, postId: await postIn(groupId, ada) };
      await ada.act('pinGroupPost', target);
      return target;
    },
    other: ({ postId }) => ({ groupId: unknownGroup, postId }),
  },
  updateGroup: {
    ...inGroups,
    emits: { GroupChanged: 1 },
    input: async ({ ada }) => ({ groupId: await foundGroup(ada), name: 'Once' }),
    other: () => ({ groupId: unknownGroup, name: 'Twice' }),
  },
};
