import { expect, test } from 'vitest';
import type { Person } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, emittedBy, expectExactCounts, join, rowsOf } = await profilesWorld();

const user = (person: Person) => ({ userId: person.id });
const edgeOf = (follower: Person, followed: Person) => ({ followerId: follower.id, followedId: followed.id });
const noSuchUser = {
  user: null,
  errors: [{ __typename: 'NotFoundError', message: 'There is no such user.', path: ['userId'] }],
};

test('a block ends follows both ways and is told once', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  await act(ada, 'followUser', user(bob));
  await act(bob, 'followUser', user(ada));
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect((await act(ada, 'blockUser', user(bob))).errors).toEqual([]);
    }
  });
  expect(events).toHaveLength(3);
  expect(events).toEqual(
    expect.arrayContaining([
      { type: 'UserUnfollowed', aggregate: ada.id, payload: edgeOf(ada, bob) },
      { type: 'UserUnfollowed', aggregate: bob.id, payload: edgeOf(bob, ada) },
      { type: 'UserBlocked', aggregate: ada.id, payload: { blockerId: ada.id, blockedId: bob.id } },
    ]),
  );
  await expectExactCounts();
});

test('a block ends requests both ways, unaccepted', async () => {
  const [ada, bob] = [await join('ada', { isPrivate: true }), await join('bob', { isPrivate: true })];
  await act(ada, 'followUser', user(bob));
  await act(bob, 'followUser', user(ada));
  const events = await emittedBy(() => act(ada, 'blockUser', user(bob)));
  expect(events.filter(({ type }) => type === 'FollowRequestClosed').map(({ payload }) => payload)).toEqual(
    expect.arrayContaining([
      { ...edgeOf(ada, bob), accepted: false },
      { ...edgeOf(bob, ada), accepted: false },
    ]),
  );
  expect(await rowsOf('follow_requests')).toBe(0);
});

test('what a block ended does not come back with its end', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  await act(ada, 'followUser', user(bob));
  await act(ada, 'blockUser', user(bob));
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'unblockUser', user(bob))).toMatchObject({
        user: { id: bob.id, viewerIsBlocking: false, viewerIsFollowing: false, followerCount: 0 },
        errors: [],
      });
    }
  });
  expect(events).toEqual([
    { type: 'UserUnblocked', aggregate: ada.id, payload: { blockerId: ada.id, blockedId: bob.id } },
  ]);
});

test('the blocker sees the blocked hollow, and only in the payload and the list', async () => {
  const [ada, bob, eve] = [await join('ada'), await join('bob'), await join('eve')];
  const profile = { bio: 'About Bob', website: 'https://bob.example/', location: 'Rome', isPrivate: true };
  const update =
    'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { errors { message } } }';
  await act(eve, 'followUser', user(bob));
  await ask(bob, update, { input: profile });
  await act(bob, 'followUser', user(eve));
  await act(ada, 'muteUser', user(bob));

  const all = `id username displayName bio website location isPrivate followerCount followingCount
    followers { nodes { id } totalCount } following { nodes { id } totalCount } isViewer isFollowingViewer
    viewerCanFollow viewerIsFollowing viewerHasRequestedFollow viewerIsBlocking viewerIsMuting`;
  const hollow = {
    ...bob,
    bio: null,
    website: null,
    location: null,
    isPrivate: false,
    followerCount: 0,
    followingCount: 0,
    followers: { nodes: [], totalCount: 0 },
    following: { nodes: [], totalCount: 0 },
    isViewer: false,
    isFollowingViewer: false,
    viewerCanFollow: false,
    viewerIsFollowing: false,
    viewerHasRequestedFollow: false,
    viewerIsBlocking: true,
    viewerIsMuting: false,
  };
  const block = `mutation ($id: ID!) { blockUser(input: { userId: $id }) { user { ${all} } errors { message } } }`;
  expect(await ask(ada, block, { id: bob.id })).toEqual({ blockUser: { user: hollow, errors: [] } });

  const list = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Viewer {
    blockedUsers { nodes { ${all} } totalCount } } } }`;
  const keysOf = (person: Person) => [{ __typename: 'Viewer', id: person.id.replace('user', 'viewer') }];
  const listed = { _entities: [{ blockedUsers: { nodes: [hollow], totalCount: 1 } }] };
  expect(await ask(ada, list, { keys: keysOf(ada) })).toEqual(listed);
  expect(await ask(bob, list, { keys: keysOf(bob) })).toEqual({
    _entities: [{ blockedUsers: { nodes: [], totalCount: 0 } }],
  });
});

test('nobody can block back whom they cannot see, nor see more once one block has ended', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  await act(ada, 'blockUser', user(bob));
  expect(await act(bob, 'blockUser', user(ada))).toEqual(noSuchUser);
  expect(await act(bob, 'unblockUser', user(ada))).toEqual(noSuchUser);
  await act(ada, 'unblockUser', user(bob));
  expect((await act(bob, 'blockUser', user(ada))).errors).toEqual([]);
  expect(await act(ada, 'unblockUser', user(bob))).toEqual(noSuchUser);
  expect(await act(ada, 'blockUser', user(bob))).toEqual(noSuchUser);
});

test('a mute outlives a block, unseen meanwhile', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  const muted = async () => {
    const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Viewer {
      mutedUsers { nodes { id } totalCount } } } }`;
    const keys = [{ __typename: 'Viewer', id: ada.id.replace('user', 'viewer') }];
    return (await ask(ada, query, { keys }))._entities[0].mutedUsers;
  };
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'muteUser', user(bob))).toMatchObject({
        user: { viewerIsMuting: true },
        errors: [],
      });
    }
  });
  expect(events).toEqual([
    { type: 'UserMuted', aggregate: ada.id, payload: { muterId: ada.id, mutedId: bob.id } },
  ]);
  expect(await muted()).toEqual({ nodes: [{ id: bob.id }], totalCount: 1 });
  await act(bob, 'blockUser', user(ada));
  expect(await muted()).toEqual({ nodes: [], totalCount: 0 });
  expect(await act(ada, 'unmuteUser', user(bob))).toEqual(noSuchUser);
  await act(bob, 'unblockUser', user(ada));
  expect(await muted()).toEqual({ nodes: [{ id: bob.id }], totalCount: 1 });

  const ends = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'unmuteUser', user(bob))).toMatchObject({
        user: { viewerIsMuting: false },
        errors: [],
      });
    }
  });
  expect(ends).toEqual([
    { type: 'UserUnmuted', aggregate: ada.id, payload: { muterId: ada.id, mutedId: bob.id } },
  ]);
  expect(await muted()).toEqual({ nodes: [], totalCount: 0 });
});

test('the muted do not learn of it', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  await act(ada, 'muteUser', user(bob));
  expect(await act(bob, 'followUser', user(ada))).toMatchObject({
    user: { id: ada.id, viewerIsFollowing: true, viewerIsMuting: false },
  });
});
