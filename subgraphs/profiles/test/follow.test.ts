import { newId } from '@ursa/ids';
import { expect, test } from 'vitest';
import { profilesWorld } from './profiles-world.ts';

const { act, emittedBy, expectExactCounts, join, open, run } = await profilesWorld();

test('following counts on both sides and is told once', async () => {
  const [ada, bob] = [await join(), await join()];
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'followUser', { userId: bob.id })).toMatchObject({
        user: { id: bob.id, viewerIsFollowing: true, viewerHasRequestedFollow: false, followerCount: 1 },
        errors: [],
      });
    }
  });
  const edge = { followerId: ada.id, followedId: bob.id };
  expect(events).toEqual([
    { type: 'UserFollowed', aggregate: ada.id, payload: { ...edge, approved: false } },
  ]);
  expect(await act(bob, 'followUser', { userId: ada.id })).toMatchObject({
    user: { isFollowingViewer: true, followerCount: 1, followingCount: 1 },
  });
  await expectExactCounts();
});

test('unfollowing counts off and is told once', async () => {
  const [ada, bob] = [await join(), await join()];
  await act(ada, 'followUser', { userId: bob.id });
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'unfollowUser', { userId: bob.id })).toMatchObject({
        user: { viewerIsFollowing: false, followerCount: 0 },
        errors: [],
      });
    }
  });
  expect(events).toEqual([
    { type: 'UserUnfollowed', aggregate: ada.id, payload: { followerId: ada.id, followedId: bob.id } },
  ]);
  await expectExactCounts();
});

test('a follower is removed without being told; they may follow again', async () => {
  const [ada, bob] = [await join(), await join()];
  await act(ada, 'followUser', { userId: bob.id });
  const events = await emittedBy(async () => {
    expect(await act(bob, 'removeFollower', { userId: ada.id })).toMatchObject({
      user: { id: ada.id, isFollowingViewer: false, followingCount: 0 },
      errors: [],
    });
    expect(await act(bob, 'removeFollower', { userId: ada.id })).toMatchObject({ errors: [] });
  });
  // The follower's aggregate, so that it comes after the follow it ends.
  expect(events).toEqual([
    { type: 'UserUnfollowed', aggregate: ada.id, payload: { followerId: ada.id, followedId: bob.id } },
  ]);
  expect(await act(ada, 'followUser', { userId: bob.id })).toMatchObject({
    user: { viewerIsFollowing: true },
  });
  await expectExactCounts();
});

test('somebody can be followed before profiles heard of either', async () => {
  const [ada, bob] = [open(), open()];
  const events = await emittedBy(async () => {
    expect(await act(ada, 'followUser', { userId: bob.id })).toMatchObject({
      user: { id: bob.id, viewerIsFollowing: true },
      errors: [],
    });
  });
  expect(events.map(({ type }) => type).sort()).toEqual(['ProfileCreated', 'ProfileCreated', 'UserFollowed']);
});

const relations = [
  'followUser',
  'unfollowUser',
  'removeFollower',
  'blockUser',
  'unblockUser',
  'muteUser',
  'unmuteUser',
];

test.each(relations)('%s: neither oneself, nor nobody, nor what is no id', async (field) => {
  const ada = await join();
  const events = await emittedBy(async () => {
    expect(await act(ada, field, { userId: ada.id })).toEqual({
      user: null,
      errors: [{ __typename: 'ValidationError', message: expect.any(String), path: ['userId'] }],
    });
    expect(await act(ada, field, { userId: newId('user') })).toEqual({
      user: null,
      errors: [{ __typename: 'NotFoundError', message: 'There is no such user.', path: ['userId'] }],
    });
    for (const userId of ['', 'nonsense', newId('post')]) {
      expect(await act(ada, field, { userId })).toMatchObject({
        user: null,
        errors: [{ __typename: 'ValidationError', path: ['userId'] }],
      });
    }
  });
  expect(events).toEqual([]);
});

test.each([...relations, 'answerFollowRequest'])('%s needs somebody logged in', async (field) => {
  const bob = await join();
  const accept = field === 'answerFollowRequest' ? ', accept: true' : '';
  const { data, errors } = await run(
    null,
    `mutation { ${field}(input: { userId: "${bob.id}"${accept} }) { user { id } errors { message } } }`,
  );
  expect(data?.[field]).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('one key serves one mutation with one input', async () => {
  const [ada, bob, eve] = [await join(), await join(), await join()];
  const clientMutationId = 'a-key';
  const first = await act(ada, 'followUser', { userId: bob.id, clientMutationId });
  await act(ada, 'unfollowUser', { userId: bob.id });
  const events = await emittedBy(async () => {
    // The answer is the first one's person as they are now; the follow is not made again.
    const again = await act(ada, 'followUser', { userId: bob.id, clientMutationId });
    expect(again).toMatchObject({ user: { id: first.user.id, viewerIsFollowing: false }, errors: [] });
    for (const [field, userId] of [
      ['followUser', eve.id],
      ['muteUser', bob.id],
    ] as const) {
      expect(await act(ada, field, { userId, clientMutationId })).toMatchObject({
        user: null,
        errors: [{ __typename: 'ConflictError' }],
      });
    }
  });
  expect(events).toEqual([]);
  expect(await act(eve, 'followUser', { userId: bob.id, clientMutationId })).toMatchObject({ errors: [] });
});
