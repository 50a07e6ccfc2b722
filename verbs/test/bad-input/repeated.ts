import { foundGroup, freshHandle, invite, postIn } from '../world/groups.ts';
import type { Person } from '../world/person.ts';
import { subscription } from '../world/push-subscription.ts';
import { uploadImage } from '../world/uploads.ts';

/** Whom and what a repeated mutation is about: Ada repeats it. */
export interface Stage {
  ada: Person;
  bob: Person;
  postId: string;
  commentId: string;
}

/** A mutation that Ada repeats: who emits, what is emitted once, and inputs that differ in one field. */
export interface Repeated {
  subgraph: string;
  emits: Record<string, number>;
  input(stage: Stage): object | Promise<object>;
  other(stage: Stage): object;
  /** What has to have happened. */
  prepare?(stage: Stage): Promise<unknown>;
}

const unknownMedia = 'media_01h2xcejqtf2nbrexx3vqjhp41';
const unknownUser = 'user_01h2xcejqtf2nbrexx3vqjhp41';
const onBob = {
  subgraph: 'profiles',
  input: ({ bob }: Stage) => ({ userId: bob.id }),
  other: () => ({ userId: unknownUser }),
};

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
const onPost = {
  subgraph: 'posts',
  input: ({ postId }: Stage) => ({ postId }),
  other: () => ({ postId: 'post_01h2xcejqtf2nbrexx3vqjhp41' }),
};
const onDraft = {
  subgraph: 'posts',
  input: async ({ ada }: Stage) => {
    const { draft } = await ada.act('saveDraft', { body: 'Once' }, 'draft { id }');
    return { draftId: draft.id };
  },
  other: () => ({ draftId: 'draft_01h2xcejqtf2nbrexx3vqjhp41' }),
};
const onTag = { subgraph: 'posts', input: () => ({ name: 'once' }), other: () => ({ name: 'twice' }) };

export const repeated: Record<string, Repeated> = {
  addComment: {
    subgraph: 'comments',
    emits: { CommentAdded: 1 },
    input: ({ postId }) => ({ postId, body: 'Once' }),
    other: ({ postId }) => ({ postId, body: 'Twice' }),
  },
  answerFollowRequest: {
    subgraph: 'profiles',
    emits: { UserFollowed: 1, FollowRequestClosed: 1 },
    prepare: async ({ ada, bob }) => {
      await ada.act('updateProfile', { isPrivate: true });
      await bob.act('followUser', { userId: ada.id });
    },
    input: ({ bob }) => ({ userId: bob.id, accept: true }),
    other: ({ bob }) => ({ userId: bob.id, accept: false }),
  },
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
  blockUser: { ...onBob, emits: { UserBlocked: 1 } },
  bookmarkPost: { ...onPost, emits: {} },
  changeUsername: {
    subgraph: 'identity',
    emits: { UsernameChanged: 1 },
    input: ({ ada }) => ({ username: `${ada.username}x` }),
    other: ({ ada }) => ({ username: `${ada.username}y` }),
  },
  createGroup: {
    subgraph: 'groups',
    emits: { GroupCreated: 1, GroupMemberJoined: 1 },
    input: () => ({ handle: freshHandle(), name: 'Once' }),
    other: () => ({ handle: freshHandle(), name: 'Twice' }),
  },
  completeUpload: {
    subgraph: 'media',
    emits: {},
    // Complete already: its processing would go on beside the test.
    input: async ({ ada }) => ({ mediaId: (await uploadImage(ada)).id }),
    other: () => ({ mediaId: unknownMedia }),
  },
  createPost: {
    subgraph: 'posts',
    emits: { PostCreated: 1 },
    input: () => ({ body: 'Once' }),
    other: () => ({ body: 'Once', visibility: 'PRIVATE' }),
  },
  createUpload: {
    subgraph: 'media',
    emits: {},
    input: () => ({ kind: 'IMAGE', size: 1, contentType: 'image/png', sha256: '0'.repeat(64) }),
    other: () => ({ kind: 'IMAGE', size: 2, contentType: 'image/png', sha256: '0'.repeat(64) }),
  },
  deleteComment: {
    subgraph: 'comments',
    emits: { CommentDeleted: 1 },
    input: ({ commentId }) => ({ commentId }),
    other: () => ({ commentId: 'comment_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
  deleteDraft: { ...onDraft, emits: {} },
  deletePost: {
    subgraph: 'posts',
    emits: { PostDeleted: 1 },
    input: ({ postId }) => ({ postId }),
    other: () => ({ postId: 'post_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
  describeMedia: {
    subgraph: 'media',
    emits: {},
    input: async ({ ada }) => ({ mediaId: (await uploadImage(ada)).id, alt: 'Once' }),
    other: () => ({ mediaId: unknownMedia, alt: 'Once' }),
  },
  editComment: {
    subgraph: 'comments',
    emits: { CommentEdited: 1 },
    input: ({ commentId }) => ({ commentId, body: 'Once' }),
    other: ({ commentId }) => ({ commentId, body: 'Twice' }),
  },
  editPost: {
    subgraph: 'posts',
    emits: { PostEdited: 1 },
    input: ({ postId }) => ({ postId, body: 'Once' }),
    other: ({ postId }) => ({ postId, body: 'Twice' }),
  },
  followTag: { ...onTag, emits: { TagFollowed: 1 } },
  followUser: { ...onBob, emits: { UserFollowed: 1 } },
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
  lockThread: { ...onPost, subgraph: 'comments', emits: {} },
  markFeedRead: {
    subgraph: 'feed',
    emits: {},
    input: async ({ ada }) => {
      const { data } = await ada.ask('{ viewer { feed(first: 1) { nodes { id } } } }');
      return { upTo: data.viewer.feed.nodes[0].id };
    },
    other: () => ({ upTo: 'feeditem_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
  markNotificationsRead: {
    subgraph: 'notifications',
    emits: { NotificationsRead: 1 },
    prepare: ({ bob, postId }) => bob.comment(postId),
    input: async ({ ada }) => {
      const { data } = await ada.ask('{ viewer { notifications(first: 1) { nodes { id } } } }');
      return { upTo: data.viewer.notifications.nodes[0].id };
    },
    other: () => ({ notificationIds: [] }),
  },
  muteUser: { ...onBob, emits: { UserMuted: 1 } },
  pinGroupPost: {
    subgraph: 'groups',
    emits: {},
    input: async ({ ada }) => {
      const groupId = await foundGroup(ada);
      return { groupId, postId: await postIn(groupId, ada) };
    },
    other: ({ postId }) => ({ groupId: unknownGroup, postId }),
  },
  pinPost: { ...onPost, emits: {} },
  publishDraft: { ...onDraft, emits: { PostCreated: 1 } },
  registerPushDevice: {
    subgraph: 'notifications',
    emits: {},
    input: () => subscription(),
    other: () => subscription(),
  },
  react: {
    subgraph: 'reactions',
    emits: { Reacted: 1 },
    input: ({ postId }) => ({ subjectId: postId, kind: 'LIKE' }),
    other: ({ postId }) => ({ subjectId: postId, kind: 'WOW' }),
  },
  removeFollower: {
    ...onBob,
    emits: { UserUnfollowed: 1 },
    prepare: ({ ada, bob }) => bob.act('followUser', { userId: ada.id }),
  },
  removeGroupMember: { ...onBobInGroup, emits: { GroupMemberLeft: 1 } },
  repost: { ...onPost, emits: { PostReposted: 1 } },
  revokeSession: {
    subgraph: 'identity',
    emits: {},
    input: async ({ ada }) => {
      const { session } = await ada.act(
        'logIn',
        { identifier: ada.username, password: ada.password },
        'session { id }',
      );
      return { sessionId: session.id };
    },
    other: () => ({ sessionId: 'session_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
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
  saveDraft: {
    subgraph: 'posts',
    emits: {},
    input: () => ({ body: 'Once' }),
    other: () => ({ body: 'Twice' }),
  },
  schedulePost: {
    ...onDraft,
    emits: {},
    input: async (stage) => ({
      ...(await onDraft.input(stage)),
      publishAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  },
  setAvatar: {
    subgraph: 'media',
    emits: {},
    input: async ({ ada }) => ({ mediaId: (await uploadImage(ada, { purpose: 'AVATAR' })).id }),
    other: () => ({}),
  },
  showLess: {
    subgraph: 'feed',
    emits: {},
    input: ({ bob }) => ({ userId: bob.id }),
    other: ({ postId }) => ({ postId }),
  },
  unblockUser: {
    ...onBob,
    emits: { UserUnblocked: 1 },
    prepare: ({ ada, bob }) => ada.act('blockUser', { userId: bob.id }),
  },
  unbookmarkPost: {
    ...onPost,
    emits: {},
    prepare: ({ ada, postId }) => ada.act('bookmarkPost', { postId }),
  },
  undoRepost: {
    ...onPost,
    emits: { RepostUndone: 1 },
    prepare: ({ ada, postId }) => ada.act('repost', { postId }),
  },
  unfollowTag: {
    ...onTag,
    emits: { TagUnfollowed: 1 },
    prepare: ({ ada }) => ada.act('followTag', { name: 'once' }),
  },
  unfollowUser: {
    ...onBob,
    emits: { UserUnfollowed: 1 },
    prepare: ({ ada, bob }) => ada.act('followUser', { userId: bob.id }),
  },
  unmuteUser: {
    ...onBob,
    emits: { UserUnmuted: 1 },
    prepare: ({ ada, bob }) => ada.act('muteUser', { userId: bob.id }),
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
  unpinPost: { ...onPost, emits: {}, prepare: ({ ada, postId }) => ada.act('pinPost', { postId }) },
  unregisterPushDevice: {
    subgraph: 'notifications',
    emits: {},
    input: async ({ ada }) => {
      const { pushDevice } = await ada.act('registerPushDevice', subscription(), 'pushDevice { id }');
      return { deviceId: pushDevice.id };
    },
    other: () => ({ deviceId: 'pushdevice_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
  updateNotificationPreferences: {
    subgraph: 'notifications',
    emits: {},
    input: () => ({ preferences: [{ kind: 'FOLLOW', channels: ['MAIL'] }] }),
    other: () => ({ preferences: [{ kind: 'FOLLOW', channels: [] }] }),
  },
  unreact: {
    subgraph: 'reactions',
    emits: { ReactionRemoved: 1 },
    prepare: ({ ada, postId }) => ada.act('react', { subjectId: postId, kind: 'LIKE' }),
    input: ({ postId }) => ({ subjectId: postId }),
    other: ({ commentId }) => ({ subjectId: commentId }),
  },
  updateProfile: {
    subgraph: 'profiles',
    emits: { ProfileChanged: 1 },
    input: () => ({ displayName: 'Once' }),
    other: () => ({ displayName: 'Twice' }),
  },
  votePoll: {
    subgraph: 'posts',
    emits: {},
    input: async ({ ada }) => {
      const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
      const { post } = await ada.act('createPost', { body: 'Which?', poll }, 'post { poll { id } }');
      return { pollId: post.poll.id, choice: 0 };
    },
    other: () => ({ pollId: 'poll_01h2xcejqtf2nbrexx3vqjhp41', choice: 0 }),
  },
};
