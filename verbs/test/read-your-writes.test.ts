import { beforeAll, expect, test } from 'vitest';
import { mutations } from './world/mutations.ts';
import type { Answer, Person } from './world/person.ts';
import { personWith, send, signUp } from './world/person.ts';
import { settled } from './world/settled.ts';
import type { TestSupergraph } from './world/supergraph.ts';
import { startTestSupergraph } from './world/supergraph.ts';

let world: TestSupergraph;
let url: string;
beforeAll(async () => {
  world = await startTestSupergraph();
  url = world.url;
}, 60_000);

interface Stage {
  ada: Person;
  bob: Person;
}

/** A write of Ada's; gives back what her next query has to show. */
type Write = (stage: Stage) => Promise<void>;

/** The one value at the end of an answer's only way down. */
function inside(answer: Answer): unknown {
  expect(answer.errors).toBeUndefined();
  let value: unknown = answer.data;
  while (typeof value === 'object' && value !== null && !Array.isArray(value)) [value] = Object.values(value);
  return value;
}
const tells = async (person: Person, query: string, variables: object = {}) =>
  inside(await person.ask(query, variables));
const ofBob = (field: string) => `query ($username: String!) { user(username: $username) { ${field} } }`;
const ids = async (person: Person, list: string) =>
  ((await tells(person, `{ viewer { ${list} { nodes { id } } } }`)) as { id: string }[]).map(({ id }) => id);

const writes: Record<string, Write> = {
  addComment: async ({ ada, bob }) => {
    const postId = await bob.post();
    const commentId = await ada.comment(postId, 'Mine');
    const query =
      'query ($id: ID!) { post(id: $id) { commentCount comments { nodes { id body author { id } } } } }';
    const { data } = await ada.ask(query, { id: postId });
    expect(data.post).toEqual({
      commentCount: 1,
      comments: { nodes: [{ id: commentId, body: 'Mine', author: { id: ada.id } }] },
    });
    const replyId = await ada.comment(postId, 'My answer', commentId);
    const thread = await ada.ask(
      'query ($id: ID!) { comment(id: $id) { replyCount replies { nodes { id } } } }',
      { id: commentId },
    );
    expect(thread.data.comment).toEqual({ replyCount: 1, replies: { nodes: [{ id: replyId }] } });
  },
  answerFollowRequest: async ({ ada, bob }) => {
    await ada.act('updateProfile', { isPrivate: true });
    await bob.act('followUser', { userId: ada.id });
    expect(await ids(ada, 'followRequests')).toEqual([bob.id]);
    await ada.act('answerFollowRequest', { userId: bob.id, accept: true });
    expect(await ids(ada, 'followRequests')).toEqual([]);
    expect(await tells(ada, ofBob('isFollowingViewer'), { username: bob.username })).toBe(true);
    expect(await tells(ada, '{ viewer { user { followerCount } } }')).toBe(1);
  },
  blockUser: async ({ ada, bob }) => {
    await ada.act('blockUser', { userId: bob.id });
    expect(await tells(ada, ofBob('id'), { username: bob.username })).toBeNull();
    expect(await ids(ada, 'blockedUsers')).toEqual([bob.id]);
  },
  changeUsername: async ({ ada }) => {
    const username = `${ada.username}_2`;
    await ada.act('changeUsername', { username });
    expect(await tells(ada, '{ viewer { user { username } } }')).toBe(username);
    expect(await tells(ada, ofBob('id'), { username })).toBe(ada.id);
    expect(await tells(ada, ofBob('username'), { username: ada.username })).toBe(username);
  },
  createPost: async ({ ada }) => {
    for (const visibility of ['PUBLIC', 'FOLLOWERS', 'PRIVATE']) {
      const id = await ada.post(`For ${visibility}`, visibility);
      expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { body } }', { id })).toBe(
        `For ${visibility}`,
      );
      expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toBe(id);
      expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { commentCount } }', { id })).toBe(0);
    }
    expect(await tells(ada, '{ viewer { user { posts { totalCount } } } }')).toBe(3);
  },
  deleteComment: async ({ ada, bob }) => {
    const postId = await bob.post();
    const commentId = await ada.comment(postId);
    await ada.act('deleteComment', { commentId });
    expect(await tells(ada, 'query ($id: ID!) { comment(id: $id) { id } }', { id: commentId })).toBeNull();
    expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { commentCount } }', { id: postId })).toBe(0);
  },
  deletePost: async ({ ada }) => {
    const postId = await ada.post();
    await ada.act('deletePost', { postId });
    expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { id } }', { id: postId })).toBeNull();
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: postId })).toBeNull();
    expect(await tells(ada, '{ viewer { user { posts { totalCount } } } }')).toBe(0);
  },
  editComment: async ({ ada, bob }) => {
    const commentId = await ada.comment(await bob.post());
    await ada.act('editComment', { commentId, body: 'Better' });
    expect(await tells(ada, 'query ($id: ID!) { comment(id: $id) { body } }', { id: commentId })).toBe(
      'Better',
    );
  },
  editPost: async ({ ada }) => {
    const postId = await ada.post('Good', 'PRIVATE');
    await ada.act('editPost', { postId, body: 'Better', visibility: 'PUBLIC' });
    const query = 'query ($id: ID!) { post(id: $id) { body visibility revisions { nodes { body } } } }';
    const { data } = await ada.ask(query, { id: postId });
    expect(data.post).toEqual({
      body: 'Better',
      visibility: 'PUBLIC',
      revisions: { nodes: [{ body: 'Good' }] },
    });
  },
  followUser: async ({ ada, bob }) => {
    const postId = await bob.post('For friends', 'FOLLOWERS');
    const seen = () => tells(ada, 'query ($id: ID!) { post(id: $id) { body } }', { id: postId });
    expect(await seen()).toBeNull();
    await ada.act('followUser', { userId: bob.id });
    expect(await tells(ada, ofBob('viewerIsFollowing'), { username: bob.username })).toBe(true);
    expect(await tells(ada, ofBob('followerCount'), { username: bob.username })).toBe(1);
    expect(await tells(ada, '{ viewer { user { followingCount } } }')).toBe(1);
    expect(await seen()).toBe('For friends');
    expect(await ada.comment(postId, 'May I?')).toMatch(/^comment_/);
  },
  logIn: async ({ ada }) => {
    const input = { identifier: ada.username, password: ada.password };
    const { session } = await ada.act('logIn', input, 'session { id accessToken }');
    const again = personWith(url, { ...ada, token: session.accessToken });
    expect(await tells(again, '{ viewer { email } }')).toBe(`${ada.username}@ursa.example`);
    expect(await ids(ada, 'sessions')).toContain(session.id);
  },
  logOut: async ({ ada }) => {
    await ada.ask('mutation { logOut { session { id } errors { message } } }');
    const answer = await ada.ask('{ viewer { id } }');
    expect(answer.errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  },
  markFeedRead: async ({ ada, bob }) => {
    await ada.act('followUser', { userId: bob.id });
    await bob.post();
    await settled(world);
    expect(await tells(ada, '{ viewer { feed { unreadCount } } }')).toBe(1);
    const [upTo] = await ids(ada, 'feed');
    await ada.act('markFeedRead', { upTo });
    expect(await tells(ada, '{ viewer { feed { unreadCount } } }')).toBe(0);
    expect(await tells(ada, '{ viewer { feed { readUpTo } } }')).toBe(upTo);
  },
  markNotificationsRead: async ({ ada, bob }) => {
    await bob.act('followUser', { userId: ada.id });
    await settled(world);
    expect(await tells(ada, '{ viewer { unreadNotificationCount } }')).toBe(1);
    const [upTo] = await ids(ada, 'notifications');
    await ada.act('markNotificationsRead', { upTo });
    expect(await tells(ada, '{ viewer { unreadNotificationCount } }')).toBe(0);
    const { data } = await ada.ask('{ viewer { notifications { nodes { readAt } } } }');
    expect(data.viewer.notifications.nodes).toEqual([{ readAt: expect.any(String) }]);
  },
  muteUser: async ({ ada, bob }) => {
    await ada.act('muteUser', { userId: bob.id });
    expect(await tells(ada, ofBob('viewerIsMuting'), { username: bob.username })).toBe(true);
    expect(await ids(ada, 'mutedUsers')).toEqual([bob.id]);
  },
  refreshSession: async ({ ada }) => {
    const input = { identifier: ada.username, password: ada.password };
    const { session } = await ada.act('logIn', input, 'session { id refreshToken }');
    const query =
      'mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { session { id accessToken } } }';
    const { data } = await send(url, query, { input: { refreshToken: session.refreshToken } });
    expect(data.refreshSession.session.id).toBe(session.id);
    const again = personWith(url, { ...ada, token: data.refreshSession.session.accessToken });
    expect(await tells(again, '{ viewer { user { id } } }')).toBe(ada.id);
  },
  removeFollower: async ({ ada, bob }) => {
    await bob.act('followUser', { userId: ada.id });
    await ada.act('removeFollower', { userId: bob.id });
    expect(await tells(ada, ofBob('isFollowingViewer'), { username: bob.username })).toBe(false);
    expect(await tells(ada, '{ viewer { user { followerCount } } }')).toBe(0);
  },
  revokeSession: async ({ ada }) => {
    const input = { identifier: ada.username, password: ada.password };
    const { session } = await ada.act('logIn', input, 'session { id }');
    await ada.act('revokeSession', { sessionId: session.id });
    expect(await ids(ada, 'sessions')).not.toContain(session.id);
  },
  showLess: async ({ ada, bob }) => {
    await ada.act('followUser', { userId: bob.id });
    const postId = await bob.post();
    // Also of a post whose event is still on its way.
    await ada.act('showLess', { postId });
    await settled(world);
    expect(await ids(ada, 'feed')).toEqual([]);
    await bob.post();
    await settled(world);
    expect(await ids(ada, 'feed')).toHaveLength(1);
    await ada.act('showLess', { userId: bob.id });
    expect(await ids(ada, 'feed')).toEqual([]);
  },
  signUp: async () => {
    const { id, username, token } = await signUp(url);
    const { data, errors } = await send(
      url,
      '{ viewer { user { id username displayName followerCount posts { totalCount } } unreadNotificationCount } }',
      {},
      token,
    );
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({
      user: { id, username, displayName: username, followerCount: 0, posts: { totalCount: 0 } },
      unreadNotificationCount: 0,
    });
    expect(inside(await send(url, ofBob('id'), { username }))).toBe(id);
  },
  unblockUser: async ({ ada, bob }) => {
    const postId = await bob.post('Still here');
    await ada.act('blockUser', { userId: bob.id });
    await ada.act('unblockUser', { userId: bob.id });
    expect(await tells(ada, ofBob('id'), { username: bob.username })).toBe(bob.id);
    expect(await ids(ada, 'blockedUsers')).toEqual([]);
    expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { body } }', { id: postId })).toBe(
      'Still here',
    );
  },
  unfollowUser: async ({ ada, bob }) => {
    await ada.act('followUser', { userId: bob.id });
    await ada.act('unfollowUser', { userId: bob.id });
    expect(await tells(ada, ofBob('viewerIsFollowing'), { username: bob.username })).toBe(false);
    expect(await tells(ada, '{ viewer { user { followingCount } } }')).toBe(0);
  },
  unmuteUser: async ({ ada, bob }) => {
    await ada.act('muteUser', { userId: bob.id });
    await ada.act('unmuteUser', { userId: bob.id });
    expect(await tells(ada, ofBob('viewerIsMuting'), { username: bob.username })).toBe(false);
    expect(await ids(ada, 'mutedUsers')).toEqual([]);
  },
  updateProfile: async ({ ada }) => {
    await ada.act('updateProfile', { displayName: 'Ada L.', bio: 'Counts.' });
    const { data } = await ada.ask('{ viewer { user { displayName bio } } }');
    expect(data.viewer.user).toEqual({ displayName: 'Ada L.', bio: 'Counts.' });
  },
};

test('every mutation is written and read here', () => {
  expect(Object.keys(writes)).toEqual(mutations);
});

test.each(Object.entries(writes))('what %s did, the next query shows', async (_, write) => {
  // Again and again: a projection that is merely fast would lag behind once.
  for (let round = 0; round < 5; round += 1) {
    const [ada, bob] = await Promise.all([signUp(url), signUp(url)]);
    await write({ ada, bob });
  }
});

test('one operation may write and read', async () => {
  const ada = await signUp(url);
  const query = `mutation ($body: String!) {
    createPost(input: { body: $body }) { post { id author { id posts(first: 1) { nodes { body } } } } }
  }`;
  const { data } = await ada.ask(query, { body: 'In one go' });
  expect(data.createPost.post.author).toEqual({ id: ada.id, posts: { nodes: [{ body: 'In one go' }] } });
});
