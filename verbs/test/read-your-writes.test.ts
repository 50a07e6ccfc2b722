import { beforeAll, expect, test } from 'vitest';
import { foundGroup, freshHandle, invite, postIn } from './world/groups.ts';
import { mutations } from './world/mutations.ts';
import type { Answer, Person } from './world/person.ts';
import { personWith, send, signUp } from './world/person.ts';
import { subscription } from './world/push-subscription.ts';
import { settled } from './world/settled.ts';
import type { TestSupergraph } from './world/supergraph.ts';
import { startTestSupergraph } from './world/supergraph.ts';
import { announce, png, put, uploadImage } from './world/uploads.ts';

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

const ofGroup = (field: string) => `query ($id: ID!) { group(id: $id) { ${field} } }`;
const ofPost = (field: string) => `query ($id: ID!) { post(id: $id) { ${field} } }`;
const draftOf = async (person: Person): Promise<string> =>
  (await person.act('saveDraft', { body: 'Later' }, 'draft { id }')).draft.id;
const ofMedia = (field: string) => `query ($id: ID!) { media(id: $id) { ${field} } }`;

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
  answerGroupInvitation: async ({ ada, bob }) => {
    const id = await foundGroup(bob, { privacy: 'SECRET' });
    await invite(bob, id, ada);
    expect(await ids(ada, 'groupInvitations')).toEqual([id]);
    await ada.act('answerGroupInvitation', { groupId: id, accept: true });
    expect(await ids(ada, 'groupInvitations')).toEqual([]);
    expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('MEMBER');
    expect(await ids(ada, 'groups')).toEqual([id]);
  },
  answerJoinRequest: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { privacy: 'PRIVATE' });
    await bob.act('joinGroup', { groupId: id });
    expect(await tells(ada, ofGroup('joinRequests { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
    await ada.act('answerJoinRequest', { groupId: id, userId: bob.id, accept: true });
    expect(await tells(ada, ofGroup('joinRequests { totalCount }'), { id })).toBe(0);
    expect(await tells(ada, ofGroup('memberCount'), { id })).toBe(2);
  },
  banFromGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('banFromGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('bans { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
    expect(await tells(ada, ofGroup('memberCount'), { id })).toBe(1);
  },
  blockUser: async ({ ada, bob }) => {
    await ada.act('blockUser', { userId: bob.id });
    expect(await tells(ada, ofBob('id'), { username: bob.username })).toBeNull();
    expect(await ids(ada, 'blockedUsers')).toEqual([bob.id]);
  },
  bookmarkPost: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('bookmarkPost', { postId });
    expect(await ids(ada, 'bookmarks')).toEqual([postId]);
    expect(await tells(ada, ofPost('viewerHasBookmarked'), { id: postId })).toBe(true);
  },
  changeUsername: async ({ ada }) => {
    const username = `${ada.username}_2`;
    await ada.act('changeUsername', { username });
    expect(await tells(ada, '{ viewer { user { username } } }')).toBe(username);
    expect(await tells(ada, ofBob('id'), { username })).toBe(ada.id);
    expect(await tells(ada, ofBob('username'), { username: ada.username })).toBe(username);
  },
  createGroup: async ({ ada }) => {
    for (const privacy of ['PUBLIC', 'PRIVATE', 'SECRET'] as const) {
      const handle = freshHandle();
      const id = await foundGroup(ada, { privacy, handle });
      const byHandle = 'query ($handle: String!) { groupByHandle(handle: $handle) { id } }';
      expect(await tells(ada, byHandle, { handle })).toBe(id);
      expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toBe(id);
      expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('OWNER');
    }
    expect(await ids(ada, 'groups')).toHaveLength(3);
    expect(await tells(ada, '{ viewer { user { groups { nodes { id } } } } }')).toHaveLength(3);
  },
  completeUpload: async ({ ada }) => {
    const bytes = png();
    const { id, url: target } = await announce(ada, bytes);
    await put(target, bytes);
    await ada.act('completeUpload', { mediaId: id });
    expect(['PROCESSING', 'READY']).toContain(await tells(ada, ofMedia('status'), { id }));
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
  createUpload: async ({ ada }) => {
    const { id } = await announce(ada, png());
    expect(await tells(ada, ofMedia('status'), { id })).toBe('UPLOADING');
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id })).toBe(id);
  },
  deleteComment: async ({ ada, bob }) => {
    const postId = await bob.post();
    const commentId = await ada.comment(postId);
    await ada.act('deleteComment', { commentId });
    expect(await tells(ada, 'query ($id: ID!) { comment(id: $id) { id } }', { id: commentId })).toBeNull();
    expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { commentCount } }', { id: postId })).toBe(0);
  },
  deleteDraft: async ({ ada }) => {
    const draftId = await draftOf(ada);
    await ada.act('deleteDraft', { draftId });
    expect(await ids(ada, 'drafts')).toEqual([]);
  },
  deletePost: async ({ ada }) => {
    const postId = await ada.post();
    await ada.act('deletePost', { postId });
    expect(await tells(ada, 'query ($id: ID!) { post(id: $id) { id } }', { id: postId })).toBeNull();
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: postId })).toBeNull();
    expect(await tells(ada, '{ viewer { user { posts { totalCount } } } }')).toBe(0);
  },
  describeMedia: async ({ ada }) => {
    const { id } = await announce(ada, png());
    await ada.act('describeMedia', { mediaId: id, alt: 'A square' });
    expect(await tells(ada, ofMedia('alt'), { id })).toBe('A square');
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
  followTag: async ({ ada }) => {
    await ada.act('followTag', { name: 'Walks' });
    expect(await tells(ada, '{ tag(name: "walks") { viewerIsFollowing } }')).toBe(true);
    expect((await ids(ada, 'followedTags')).length).toBe(1);
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
  inviteToGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { privacy: 'SECRET' });
    await ada.act('inviteToGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('invitations { nodes { id } }'), { id })).toEqual([{ id: bob.id }]);
  },
  joinGroup: async ({ ada, bob }) => {
    const [open, shut] = [await foundGroup(bob), await foundGroup(bob, { privacy: 'PRIVATE' })];
    for (const groupId of [open, shut]) await ada.act('joinGroup', { groupId });
    expect(await tells(ada, ofGroup('viewerCanPost'), { id: open })).toBe(true);
    expect(await tells(ada, ofGroup('members(first: 1) { nodes { id } }'), { id: open })).toEqual([
      { id: ada.id },
    ]);
    expect(await tells(ada, ofGroup('viewerHasRequestedToJoin'), { id: shut })).toBe(true);
    expect(await ids(ada, 'groups')).toEqual([open]);
    expect(await postIn(open, ada)).toMatch(/^post_/);
  },
  leaveGroup: async ({ ada, bob }) => {
    const id = await foundGroup(bob, { privacy: 'SECRET', members: [ada] });
    await ada.act('leaveGroup', { groupId: id });
    expect(await tells(ada, ofGroup('id'), { id })).toBeNull();
    expect(await ids(ada, 'groups')).toEqual([]);
  },
  lockThread: async ({ ada }) => {
    const id = await ada.post();
    const isLocked = () => tells(ada, 'query ($id: ID!) { post(id: $id) { isThreadLocked } }', { id });
    await ada.act('lockThread', { postId: id });
    expect(await isLocked()).toBe(true);
    await ada.act('lockThread', { postId: id, isLocked: false });
    expect(await isLocked()).toBe(false);
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
  pinGroupPost: async ({ ada }) => {
    const id = await foundGroup(ada, { privacy: 'PRIVATE' });
    const postId = await postIn(id, ada);
    await ada.act('pinGroupPost', { groupId: id, postId });
    expect(await tells(ada, ofGroup('pinnedPosts { body }'), { id })).toEqual([{ body: 'To all of you' }]);
  },
  pinPost: async ({ ada }) => {
    const postId = await ada.post('Mine', 'PRIVATE');
    await ada.act('pinPost', { postId });
    expect(await tells(ada, '{ viewer { user { pinnedPost { id } } } }')).toBe(postId);
  },
  publishDraft: async ({ ada }) => {
    const draftId = await draftOf(ada);
    const { post } = await ada.act('publishDraft', { draftId }, 'post { id }');
    expect(await tells(ada, ofPost('body'), { id: post.id })).toBe('Later');
    expect(await ids(ada, 'drafts')).toEqual([]);
  },
  react: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('react', { subjectId: postId, kind: 'LOVE' });
    expect(await tells(ada, ofPost('viewerReaction'), { id: postId })).toBe('LOVE');
    expect(await tells(ada, ofPost('reactionCount'), { id: postId })).toBe(1);
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
  registerPushDevice: async ({ ada }) => {
    const { pushDevice } = await ada.act('registerPushDevice', subscription(), 'pushDevice { id }');
    const listed = await tells(ada, '{ viewer { pushDevices { nodes { id } } } }');
    expect(listed).toEqual([{ id: pushDevice.id }]);
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: pushDevice.id })).toBe(
      pushDevice.id,
    );
  },
  removeFollower: async ({ ada, bob }) => {
    await bob.act('followUser', { userId: ada.id });
    await ada.act('removeFollower', { userId: bob.id });
    expect(await tells(ada, ofBob('isFollowingViewer'), { username: bob.username })).toBe(false);
    expect(await tells(ada, '{ viewer { user { followerCount } } }')).toBe(0);
  },
  removeGroupMember: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('removeGroupMember', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('members { nodes { id } }'), { id })).toEqual([{ id: ada.id }]);
  },
  repost: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('repost', { postId });
    expect(await tells(ada, ofPost('viewerHasReposted'), { id: postId })).toBe(true);
    expect(await tells(ada, ofPost('repostCount'), { id: postId })).toBe(1);
  },
  revokeSession: async ({ ada }) => {
    const input = { identifier: ada.username, password: ada.password };
    const { session } = await ada.act('logIn', input, 'session { id }');
    await ada.act('revokeSession', { sessionId: session.id });
    expect(await ids(ada, 'sessions')).not.toContain(session.id);
  },
  setGroupRole: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('setGroupRole', { groupId: id, userId: bob.id, role: 'MODERATOR' });
    expect(await tells(ada, ofGroup('members { edges { role } }'), { id })).toEqual([
      { role: 'MODERATOR' },
      { role: 'OWNER' },
    ]);
  },
  saveDraft: async ({ ada }) => {
    const draftId = await draftOf(ada);
    expect(await ids(ada, 'drafts')).toEqual([draftId]);
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: draftId })).toBe(draftId);
  },
  schedulePost: async ({ ada }) => {
    const publishAt = new Date(Date.now() + 3_600_000).toISOString();
    await ada.act('schedulePost', { draftId: await draftOf(ada), publishAt });
    const drafts = await tells(ada, '{ viewer { drafts { nodes { scheduledAt } } } }');
    expect(drafts).toEqual([{ scheduledAt: publishAt }]);
  },
  setAvatar: async ({ ada, bob }) => {
    const { id } = await uploadImage(bob, { purpose: 'AVATAR' });
    await bob.act('setAvatar', { mediaId: id });
    expect(await tells(bob, '{ viewer { user { avatar { id } } } }')).toBe(id);
    // Whoever is new to media is asked about, and everybody sees the picture at once.
    expect(await tells(ada, ofBob('avatar { id }'), { username: bob.username })).toBe(id);
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
  transferGroupOwnership: async ({ ada, bob }) => {
    const id = await foundGroup(ada, { members: [bob] });
    await ada.act('transferGroupOwnership', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('viewerRole'), { id })).toBe('ADMIN');
    expect(await tells(ada, ofGroup('members(role: OWNER) { nodes { id } }'), { id })).toEqual([
      { id: bob.id },
    ]);
  },
  unbanFromGroup: async ({ ada, bob }) => {
    const id = await foundGroup(ada);
    await ada.act('banFromGroup', { groupId: id, userId: bob.id });
    await ada.act('unbanFromGroup', { groupId: id, userId: bob.id });
    expect(await tells(ada, ofGroup('bans { nodes { id } }'), { id })).toEqual([]);
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
  unbookmarkPost: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('bookmarkPost', { postId });
    await ada.act('unbookmarkPost', { postId });
    expect(await ids(ada, 'bookmarks')).toEqual([]);
  },
  undoRepost: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('repost', { postId });
    await ada.act('undoRepost', { postId });
    expect(await tells(ada, ofPost('viewerHasReposted'), { id: postId })).toBe(false);
    expect(await tells(ada, ofPost('repostCount'), { id: postId })).toBe(0);
  },
  unfollowTag: async ({ ada }) => {
    await ada.act('followTag', { name: 'walks' });
    await ada.act('unfollowTag', { name: 'walks' });
    expect(await ids(ada, 'followedTags')).toEqual([]);
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
  unpinGroupPost: async ({ ada }) => {
    const id = await foundGroup(ada);
    const postId = await postIn(id, ada);
    await ada.act('pinGroupPost', { groupId: id, postId });
    await ada.act('unpinGroupPost', { groupId: id, postId });
    expect(await tells(ada, ofGroup('pinnedPosts { id }'), { id })).toEqual([]);
  },
  updateGroup: async ({ ada }) => {
    const id = await foundGroup(ada);
    const handle = freshHandle();
    await ada.act('updateGroup', { groupId: id, handle, name: 'Renamed', privacy: 'SECRET' });
    const { data } = await ada.ask(ofGroup('handle name privacy'), { id });
    expect(data.group).toEqual({ handle, name: 'Renamed', privacy: 'SECRET' });
  },
  unpinPost: async ({ ada }) => {
    const postId = await ada.post();
    await ada.act('pinPost', { postId });
    await ada.act('unpinPost', { postId });
    expect(await tells(ada, '{ viewer { user { pinnedPost { id } } } }')).toBeNull();
  },
  unreact: async ({ ada, bob }) => {
    const postId = await bob.post();
    await ada.act('react', { subjectId: postId, kind: 'LOVE' });
    await ada.act('unreact', { subjectId: postId });
    expect(await tells(ada, ofPost('viewerReaction'), { id: postId })).toBeNull();
    expect(await tells(ada, ofPost('reactionCount'), { id: postId })).toBe(0);
  },
  unregisterPushDevice: async ({ ada }) => {
    const { pushDevice } = await ada.act('registerPushDevice', subscription(), 'pushDevice { id }');
    await ada.act('unregisterPushDevice', { deviceId: pushDevice.id });
    expect(await tells(ada, '{ viewer { pushDevices { nodes { id } } } }')).toEqual([]);
    expect(await tells(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: pushDevice.id })).toBeNull();
  },
  updateNotificationPreferences: async ({ ada }) => {
    await ada.act('updateNotificationPreferences', { preferences: [{ kind: 'FOLLOW', channels: ['MAIL'] }] });
    const { data } = await ada.ask('{ viewer { notificationPreferences { kind channels } } }');
    expect(data.viewer.notificationPreferences).toContainEqual({ kind: 'FOLLOW', channels: ['MAIL'] });
  },
  updateProfile: async ({ ada }) => {
    await ada.act('updateProfile', { displayName: 'Ada L.', bio: 'Counts.' });
    const { data } = await ada.ask('{ viewer { user { displayName bio } } }');
    expect(data.viewer.user).toEqual({ displayName: 'Ada L.', bio: 'Counts.' });
  },
  votePoll: async ({ ada, bob }) => {
    const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
    const { post } = await bob.act('createPost', { body: 'Which?', poll }, 'post { id poll { id } }');
    await ada.act('votePoll', { pollId: post.poll.id, choice: 1 });
    expect(await tells(ada, ofPost('poll { viewerChoice }'), { id: post.id })).toBe(1);
    expect(await tells(ada, ofPost('poll { choices { voteCount } }'), { id: post.id })).toEqual([
      { voteCount: 0 },
      { voteCount: 1 },
    ]);
  },
};

test('every mutation is written and read here', () => {
  expect(Object.keys(writes).toSorted()).toEqual(mutations.toSorted());
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
