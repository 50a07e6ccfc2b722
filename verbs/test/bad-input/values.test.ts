import { newId } from '@ursa/ids';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Contents } from '../world/contents.ts';
import { contents } from '../world/contents.ts';
import { foundGroup, freshHandle } from '../world/groups.ts';
import { documentOf, inputFields, mutations } from '../world/mutations.ts';
import type { Person } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import { subscription } from '../world/push-subscription.ts';
import type { TestSupergraph } from '../world/supergraph.ts';
import { startTestSupergraph } from '../world/supergraph.ts';
import { codeOf, refusalsOf } from './refusals.ts';

let world: TestSupergraph;
let ada: Person;
let postId: string;
let commentId: string;
let sessionId: string;
let pollId: string;
let draftId: string;
let groupId: string;
let before: Contents;
beforeAll(async () => {
  world = await startTestSupergraph();
  ada = await signUp(world.url);
  postId = await ada.post();
  commentId = await ada.comment(postId);
  const poll = { choices: ['Yes', 'No'], durationMinutes: 60 };
  const { post } = await ada.act('createPost', { body: 'Which?', poll }, 'post { poll { id } }');
  pollId = post.poll.id;
  draftId = (await ada.act('saveDraft', { body: 'Later' }, 'draft { id }')).draft.id;
  groupId = await foundGroup(ada);
  const { data } = await ada.ask('{ viewer { sessions { nodes { id } } } }');
  sessionId = data.viewer.sessions.nodes[0].id;
  before = await contents(world);
}, 60_000);

// Whatever is refused here leaves everything as it was.
afterEach(async () => {
  expect(await contents(world)).toEqual(before);
});

/** A good input for each mutation. */
const good: Record<string, () => object> = {
  addComment: () => ({ postId, body: 'Something' }),
  answerFollowRequest: () => ({ userId: ada.id, accept: true }),
  answerGroupInvitation: () => ({ groupId, accept: true }),
  answerJoinRequest: () => ({ groupId, userId: ada.id, accept: true }),
  banFromGroup: () => ({ groupId, userId: ada.id }),
  blockUser: () => ({ userId: ada.id }),
  bookmarkPost: () => ({ postId }),
  changeUsername: () => ({ username: 'somebody_else' }),
  completeUpload: () => ({ mediaId: 'media_01h2xcejqtf2nbrexx3vqjhp41' }),
  createGroup: () => ({ handle: freshHandle(), name: 'A name' }),
  createPost: () => ({ body: 'Something' }),
  createUpload: () => ({ kind: 'IMAGE', size: 1, contentType: 'image/png', sha256: '0'.repeat(64) }),
  deleteComment: () => ({ commentId }),
  deleteDraft: () => ({ draftId }),
  deletePost: () => ({ postId }),
  describeMedia: () => ({ mediaId: 'media_01h2xcejqtf2nbrexx3vqjhp41' }),
  editComment: () => ({ commentId, body: 'Something else' }),
  editPost: () => ({ postId, body: 'Something else' }),
  followTag: () => ({ name: 'walks' }),
  followUser: () => ({ userId: ada.id }),
  inviteToGroup: () => ({ groupId, userId: ada.id }),
  joinGroup: () => ({ groupId }),
  leaveGroup: () => ({ groupId }),
  lockThread: () => ({ postId }),
  logIn: () => ({ identifier: ada.username, password: ada.password }),
  markFeedRead: () => ({ upTo: 'feeditem_01h2xcejqtf2nbrexx3vqjhp41' }),
  markNotificationsRead: () => ({ notificationIds: [] }),
  muteUser: () => ({ userId: ada.id }),
  pinGroupPost: () => ({ groupId, postId }),
  pinPost: () => ({ postId }),
  publishDraft: () => ({ draftId }),
  registerPushDevice: () => subscription(),
  react: () => ({ subjectId: postId, kind: 'LIKE' }),
  removeFollower: () => ({ userId: ada.id }),
  removeGroupMember: () => ({ groupId, userId: ada.id }),
  repost: () => ({ postId }),
  revokeSession: () => ({ sessionId }),
  saveDraft: () => ({ body: 'Something' }),
  schedulePost: () => ({ draftId, publishAt: '2099-01-01T00:00:00Z' }),
  setAvatar: () => ({}),
  setGroupRole: () => ({ groupId, userId: ada.id, role: 'MEMBER' }),
  showLess: () => ({ userId: ada.id }),
  signUp: () => ({
    username: 'somebody_new',
    email: 'somebody@new.example',
    password: 'a long secret',
    displayName: 'Somebody',
  }),
  transferGroupOwnership: () => ({ groupId, userId: ada.id }),
  unbanFromGroup: () => ({ groupId, userId: ada.id }),
  unblockUser: () => ({ userId: ada.id }),
  unbookmarkPost: () => ({ postId }),
  undoRepost: () => ({ postId }),
  unfollowTag: () => ({ name: 'walks' }),
  unfollowUser: () => ({ userId: ada.id }),
  unmuteUser: () => ({ userId: ada.id }),
  unpinGroupPost: () => ({ groupId, postId }),
  unpinPost: () => ({ postId }),
  unregisterPushDevice: () => ({ deviceId: newId('pushdevice') }),
  updateNotificationPreferences: () => ({ preferences: [{ kind: 'FOLLOW', channels: [] }] }),
  unreact: () => ({ subjectId: postId }),
  updateGroup: () => ({ groupId, name: 'Another name' }),
  updateProfile: () => ({ displayName: 'Somebody' }),
  votePoll: () => ({ pollId, choice: 0 }),
};

async function expectRefused(mutation: string, changes: object, expected: string[]): Promise<void> {
  const answer = await ada.ask(documentOf(mutation), { input: { ...good[mutation]?.(), ...changes } });
  expect(refusalsOf(answer)).toEqual(expected);
}

describe('a text', () => {
  const bounds: [string, string, number][] = [
    ['addComment', 'body', 2_000],
    ['createPost', 'body', 5_000],
    ['createPost', 'contentWarning', 200],
    ['followTag', 'name', 50],
    ['unfollowTag', 'name', 50],
    ['createUpload', 'alt', 1_000],
    ['describeMedia', 'alt', 1_000],
    ['editComment', 'body', 2_000],
    ['editPost', 'body', 5_000],
    ['changeUsername', 'username', 30],
    ['signUp', 'username', 30],
    ['signUp', 'displayName', 50],
    ['signUp', 'password', 128],
    ['updateProfile', 'displayName', 50],
    ['updateProfile', 'bio', 300],
    ['updateProfile', 'location', 100],
  ];

  test.each(bounds)(
    '%s: %s of more than %i characters is a ValidationError',
    async (mutation, field, most) => {
      for (const length of [most + 1, 500_000]) {
        await expectRefused(mutation, { [field]: 'x'.repeat(length) }, [`ValidationError ${field}`]);
      }
    },
  );

  const optional = ['bio', 'location', 'alt'];
  const empty = bounds.filter(([, field]) => !optional.includes(field));
  test.each(empty)('%s: %s of nothing is a ValidationError', async (mutation, field) => {
    for (const text of ['', ...(field === 'password' ? [] : [' \n\t '])]) {
      await expectRefused(mutation, { [field]: text }, [`ValidationError ${field}`]);
    }
  });

  const kept = bounds.filter(([, field]) => field !== 'password');
  test.each(kept)('%s: %s that no database takes is a ValidationError', async (mutation, field) => {
    for (const text of ['zero\u0000byte', 'half\ud83d a character']) {
      await expectRefused(mutation, { [field]: text }, [`ValidationError ${field}`]);
    }
  });

  test('a web page that is none, or longer than 200 characters, is refused', async () => {
    await expectRefused('updateProfile', { website: `https://ada.example/${'x'.repeat(200)}` }, [
      'ValidationError website',
    ]);
    await expectRefused('updateProfile', { website: 'javascript:alert(1)' }, ['ValidationError website']);
    const answer = await ada.ask(documentOf('updateProfile'), { input: { website: 'no page' } });
    expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  });

  test('a reaction of a kind that is none is an error of the request', async () => {
    for (const kind of ['', 'like', 'PIZZA', 1, null]) {
      const answer = await ada.ask(documentOf('react'), { input: { subjectId: postId, kind } });
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    }
  });

  test('a user may not relate to themself', async () => {
    for (const mutation of ['followUser', 'blockUser', 'muteUser', 'showLess']) {
      await expectRefused(mutation, {}, ['ValidationError userId']);
    }
  });

  test('nothing is scheduled for the past', async () => {
    for (const publishAt of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']) {
      await expectRefused('schedulePost', { publishAt }, ['ValidationError publishAt']);
    }
  });

  test('a poll is as its description says', async () => {
    const good = { choices: ['Yes', 'No'], durationMinutes: 60 };
    const wrong: [object, string][] = [
      [{ choices: ['Yes'] }, 'poll.choices'],
      [{ choices: ['Yes', 'Yes'] }, 'poll.choices.1'],
      [{ choices: Array.from({ length: 5_000 }, (_, n) => `${n}`) }, 'poll.choices'],
      [{ choices: ['Yes', 'x'.repeat(81)] }, 'poll.choices.1'],
      [{ durationMinutes: 4 }, 'poll.durationMinutes'],
      [{ durationMinutes: 2_147_483_647 }, 'poll.durationMinutes'],
    ];
    for (const [poll, path] of wrong) {
      await expectRefused('createPost', { poll: { ...good, ...poll } }, [`ValidationError ${path}`]);
    }
    for (const choice of [-1, 2, 2_147_483_647])
      await expectRefused('votePoll', { choice }, ['ValidationError choice']);
  });

  test('a mutation that is told nothing to do says so of the whole input', async () => {
    await expectRefused('markNotificationsRead', { notificationIds: null }, ['ValidationError']);
    await expectRefused('updateNotificationPreferences', { preferences: [] }, [
      'ValidationError preferences',
    ]);
    await expectRefused('showLess', { userId: null }, ['ValidationError']);
  });

  test('credentials of any length and kind get the answer of wrong ones', async () => {
    const answers = await Promise.all(
      ['', 'nobody_at_all', 'x'.repeat(400_000), 'a\u0000b', '\ud800', ada.username].map((identifier) =>
        send(world.url, documentOf('logIn'), { input: { identifier, password: 'x'.repeat(400_000) } }),
      ),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(refusalsOf(answers[0] as (typeof answers)[0])).toEqual(['ForbiddenError']);
  });

  test('a refresh token that is none ends nothing and says only that', async () => {
    for (const refreshToken of ['', 'x', 'x'.repeat(500_000), '\u0000']) {
      const answer = await send(world.url, documentOf('refreshSession'), { input: { refreshToken } });
      expect(refusalsOf(answer)).toEqual(['ForbiddenError refreshToken']);
    }
  });
});

describe('a clientMutationId', () => {
  const keyed = mutations.filter((mutation) => 'clientMutationId' in inputFields(mutation));

  test('is taken by every mutation but those on tokens', () => {
    expect(mutations.filter((mutation) => !keyed.includes(mutation))).toEqual(['logOut', 'refreshSession']);
    expect(Object.keys(good).toSorted()).toEqual(keyed.toSorted());
  });

  test.each(keyed)('of %s has 1 to 100 characters', async (mutation) => {
    for (const clientMutationId of ['', 'x'.repeat(101), 'a\u0000b']) {
      await expectRefused(mutation, { clientMutationId }, ['ValidationError clientMutationId']);
    }
  });
});
