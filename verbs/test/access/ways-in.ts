import { send } from '../world/person.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { searchWaysToUser } from './search-ways.ts';
import { streamBegins } from './stream-begins.ts';

/** Somebody who looks; null: nobody is logged in. */
export interface Looker {
  readonly id: string;
  readonly token: string;
}

/** What is looked for: a person also by name, a group by its handle. */
export interface Target {
  readonly id: string;
  readonly username?: string;
  readonly handle?: string;
}

/** One way in: everything it answers, for comparison. */
export interface WayIn {
  readonly name: string;
  look(world: TestSupergraph, looker: Looker | null, target: Target): Promise<unknown>;
}

/** A query or mutation. */
export const operation = (
  name: string,
  query: string,
  variables: (target: Target) => object = ({ id }) => ({ id }),
): WayIn => ({
  name,
  look: ({ url }, looker, target) => send(url, query, variables(target), looker?.token),
});

/** A mutation, with its errors. */
export const mutation = (name: string, selection: string, input: (target: Target) => object): WayIn => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  const errors = 'errors { __typename message path }';
  return operation(
    name,
    `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} ${errors} } }`,
    (target) => ({
      input: input(target),
    }),
  );
};

/** An entity asked of one subgraph directly, as the router asks it. */
export const entity = (subgraph: string, typename: string, selection: string): WayIn => ({
  name: `${subgraph}'s _entities(${typename})`,
  look(world, looker, { id }) {
    const viewer = (looker?.id ?? null) as `user_${string}` | null;
    const passport = world.passports.issue({ audience: subgraph, viewer, session: null, address: null });
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${typename} { ${selection} } } }`;
    const variables = { of: [{ __typename: typename, id }] };
    const running = world.subgraphs.get(subgraph);
    if (!running) throw new Error(`${subgraph} does not run.`);
    return running.execute({ query, variables, passport, requestId: 'walk' });
  },
});

export const node = operation('node', 'query ($id: ID!) { node(id: $id) { __typename id } }');
export const nodes = operation('nodes', 'query ($id: ID!) { nodes(ids: [$id]) { __typename id } }');

/** A poll has its post's id under a prefix of its own. */
const pollOf = ({ id }: Target) => ({ id: id.replace(/^post_/, 'poll_') });
const watchThread = (name: string) =>
  `subscription ($id: ID!) { ${name}(postId: $id) { cursor comment { id } } }`;
const watchPost = 'subscription ($id: ID!) { postChanged(id: $id) { cursor post { id body } } }';

const postFields = `id body visibility createdAt author { id username } entities { start }
  revisions { totalCount nodes { body } } poll { id choices { text voteCount } } repostCount liveCursor
  commentCount comments { totalCount liveCursor nodes { id body } }`;

/** Every way to a post. */
export const waysToPost: readonly WayIn[] = [
  operation('post', `query ($id: ID!) { post(id: $id) { ${postFields} } }`),
  node,
  nodes,
  entity('posts', 'Post', 'body visibility revisions { totalCount nodes { body } }'),
  entity('comments', 'Post', 'commentCount comments { totalCount nodes { id } }'),
  mutation('editPost', 'post { id }', ({ id }) => ({ postId: id, body: 'taken over' })),
  mutation('deletePost', 'post { id } deletedPostId', ({ id }) => ({ postId: id })),
  mutation('addComment', 'comment { id }', ({ id }) => ({ postId: id, body: 'intruding' })),
  entity('posts', 'Post', 'poll { choices { text } } viewerHasReposted viewerCanReply liveCursor'),
  ...['repost', 'undoRepost', 'bookmarkPost', 'unbookmarkPost', 'pinPost', 'unpinPost'].map((name) =>
    mutation(name, 'post { id }', ({ id }) => ({ postId: id })),
  ),
  mutation('createPost', 'post { id quotedPost { body } }', ({ id }) => ({ body: 'Look', quotedPostId: id })),
  operation('its poll by node', 'query ($id: ID!) { node(id: $id) { __typename } }', pollOf),
  mutation('votePoll', 'poll { voteCount }', (target) => ({ pollId: pollOf(target).id, choice: 0 })),
  {
    name: 'postChanged',
    look: ({ url }, looker, { id }) => streamBegins(url, id, looker?.token, watchPost),
  },
  mutation('lockThread', 'post { id isThreadLocked }', ({ id }) => ({ postId: id })),
  ...['commentAdded', 'commentChanged'].map(
    (name): WayIn => ({
      name,
      look: ({ url }, looker, { id }) => streamBegins(url, id, looker?.token, watchThread(name)),
    }),
  ),
];

/** Every way to a comment; `postId` is one the looker may see, or the comment's own. */
export const waysToComment = (postId: string): readonly WayIn[] => [
  operation(
    'comment',
    'query ($id: ID!) { comment(id: $id) { id body author { id } replies { totalCount nodes { id } } } }',
  ),
  node,
  nodes,
  entity('comments', 'Comment', 'body replyCount replies { totalCount }'),
  mutation('editComment', 'comment { id }', ({ id }) => ({ commentId: id, body: 'taken over' })),
  mutation('deleteComment', 'comment { id } deletedCommentId', ({ id }) => ({ commentId: id })),
  mutation('addComment', 'comment { id }', ({ id }) => ({ postId, parentId: id, body: 'intruding' })),
];

const userFields = `id username displayName bio followerCount followingCount viewerIsFollowing
  followers { totalCount nodes { id } } following { totalCount nodes { id } } posts { totalCount nodes { id } }`;
const userId = ({ id }: Target) => ({ userId: id });

/** Every way to a person. */
export const waysToUser: readonly WayIn[] = [
  operation(
    'user',
    `query ($username: String!) { user(username: $username) { ${userFields} } }`,
    ({ username }) => ({ username }),
  ),
  node,
  nodes,
  entity('profiles', 'User', 'username displayName followerCount followers { totalCount nodes { id } }'),
  entity('posts', 'User', 'posts { totalCount nodes { id } }'),
  ...['followUser', 'unfollowUser', 'muteUser', 'unmuteUser', 'removeFollower'].map((name) =>
    mutation(name, 'user { id }', userId),
  ),
  ...searchWaysToUser,
];

/** Every way to a draft. */
export const waysToDraft: readonly WayIn[] = [
  node,
  nodes,
  entity('posts', 'Draft', 'body scheduledAt'),
  mutation('saveDraft', 'draft { id }', ({ id }) => ({ draftId: id, body: 'taken over' })),
  mutation('publishDraft', 'post { id }', ({ id }) => ({ draftId: id })),
  mutation('schedulePost', 'draft { id }', ({ id }) => ({ draftId: id, publishAt: '2099-01-01T00:00:00Z' })),
  mutation('deleteDraft', 'deletedDraftId', ({ id }) => ({ draftId: id })),
];

/** Every way to a notification. */
export const waysToNotification: readonly WayIn[] = [
  node,
  nodes,
  entity('notifications', 'Notification', 'kind actorCount actors { nodes { id } }'),
  mutation('markNotificationsRead', 'viewer { id }', ({ id }) => ({ upTo: id })),
  mutation('markNotificationsRead', 'viewer { id unreadNotificationCount }', ({ id }) => ({
    notificationIds: [id],
  })),
];

/** Every way to a device that is told by push. */
export const waysToPushDevice: readonly WayIn[] = [
  node,
  nodes,
  entity('notifications', 'PushDevice', 'endpoint createdAt'),
  mutation('unregisterPushDevice', 'viewer { id }', ({ id }) => ({ deviceId: id })),
];

/** Every way to a session. */
export const waysToSession: readonly WayIn[] = [
  node,
  nodes,
  entity('identity', 'Session', 'expiresAt'),
  mutation('revokeSession', 'errors { __typename }', ({ id }) => ({ sessionId: id })),
];
