import type { Person } from '../world/person.ts';

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

const unknownUser = 'user_01h2xcejqtf2nbrexx3vqjhp41';
const onBob = {
  subgraph: 'profiles',
  input: ({ bob }: Stage) => ({ userId: bob.id }),
  other: () => ({ userId: unknownUser }),
};

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
  blockUser: { ...onBob, emits: { UserBlocked: 1 } },
  changeUsername: {
    subgraph: 'identity',
    emits: { UsernameChanged: 1 },
    input: ({ ada }) => ({ username: `${ada.username}x` }),
    other: ({ ada }) => ({ username: `${ada.username}y` }),
  },
  createPost: {
    subgraph: 'posts',
    emits: { PostCreated: 1 },
    input: () => ({ body: 'Once' }),
    other: () => ({ body: 'Once', visibility: 'PRIVATE' }),
  },
  deleteComment: {
    subgraph: 'comments',
    emits: { CommentDeleted: 1 },
    input: ({ commentId }) => ({ commentId }),
    other: () => ({ commentId: 'comment_01h2xcejqtf2nbrexx3vqjhp41' }),
  },
  deletePost: {
    subgraph: 'posts',
    emits: { PostDeleted: 1 },
    input: ({ postId }) => ({ postId }),
    other: () => ({ postId: 'post_01h2xcejqtf2nbrexx3vqjhp41' }),
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
  followUser: { ...onBob, emits: { UserFollowed: 1 } },
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
  removeFollower: {
    ...onBob,
    emits: { UserUnfollowed: 1 },
    prepare: ({ ada, bob }) => bob.act('followUser', { userId: ada.id }),
  },
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
  updateProfile: {
    subgraph: 'profiles',
    emits: { ProfileChanged: 1 },
    input: () => ({ displayName: 'Once' }),
    other: () => ({ displayName: 'Twice' }),
  },
};
