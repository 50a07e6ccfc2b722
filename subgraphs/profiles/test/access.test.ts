import { UsernameChanged } from '@ursa/events/contracts';
import { newId } from '@ursa/ids';
import { expect, test } from 'vitest';
import type { Person } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, join, receive, run } = await profilesWorld();

/** Somebody of whom there is an id and a name, and nothing else. */
const nobody: Person = { id: newId('user'), username: 'nobody_at_all', displayName: '' };

/** Every way to a person, and every way to learn that there is one. Whole answers, errors included. */
const waysIn: Record<string, (viewer: Person | null, who: Person) => Promise<unknown>> = {
  'by name': (viewer, { username }) =>
    run(viewer, 'query ($username: String!) { user(username: $username) { __typename id followerCount } }', {
      username,
    }),
  'by name in capitals': (viewer, { username }) =>
    run(viewer, 'query ($username: String!) { user(username: $username) { id } }', {
      username: username.toUpperCase(),
    }),
  '_entities by id': (viewer, { id }) => entities(viewer, { __typename: 'User', id }),
  '_entities by name': (viewer, { username }) => entities(viewer, { __typename: 'User', username }),
  '_entities among others': async (viewer, { id }) =>
    run(viewer, entitiesQuery, {
      keys: [
        { __typename: 'User', id: witness.id },
        { __typename: 'User', id },
      ],
    }),
  followUser: (viewer, { id }) => act(viewer, 'followUser', { userId: id }),
  unfollowUser: (viewer, { id }) => act(viewer, 'unfollowUser', { userId: id }),
  removeFollower: (viewer, { id }) => act(viewer, 'removeFollower', { userId: id }),
  answerFollowRequest: (viewer, { id }) => act(viewer, 'answerFollowRequest', { userId: id, accept: true }),
  'answerFollowRequest, declining': (viewer, { id }) =>
    act(viewer, 'answerFollowRequest', { userId: id, accept: false }),
  muteUser: (viewer, { id }) => act(viewer, 'muteUser', { userId: id }),
  unmuteUser: (viewer, { id }) => act(viewer, 'unmuteUser', { userId: id }),
};
/** The blocker may repeat a block and end it; to the blocked these too read as for nobody. */
const waysOfTheBlocked: typeof waysIn = {
  blockUser: (viewer, { id }) => act(viewer, 'blockUser', { userId: id }),
  unblockUser: (viewer, { id }) => act(viewer, 'unblockUser', { userId: id }),
};

const entitiesQuery = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User {
  id username followers { totalCount nodes { id } } } } }`;
const entities = (viewer: Person | null, key: object) => run(viewer, entitiesQuery, { keys: [key] });

const witness = await join('witness');
const [blocker, blocked] = [await join('blocker'), await join('blocked')];
for (const person of [blocker, blocked]) {
  await act(person, 'followUser', { userId: witness.id });
  await act(witness, 'followUser', { userId: person.id });
}
await act(blocked, 'followUser', { userId: blocker.id });
await act(blocker, 'blockUser', { userId: blocked.id });

test.each(Object.keys({ ...waysIn, ...waysOfTheBlocked }))(
  '%s: to the blocked there is no blocker',
  async (way) => {
    const go = { ...waysIn, ...waysOfTheBlocked }[way];
    expect(await go?.(blocked, blocker)).toEqual(await go?.(blocked, nobody));
  },
);

test.each(Object.keys(waysIn))('%s: to the blocker there is no blocked', async (way) => {
  const go = waysIn[way];
  expect(await go?.(blocker, blocked)).toEqual(await go?.(blocker, nobody));
});

test('the same ways lead somewhere for others, so that what is compared above is not always nothing', async () => {
  for (const [way, go] of Object.entries(waysIn)) {
    if (way.startsWith('answerFollowRequest')) continue;
    expect(await go(witness, blocker), way).not.toEqual(await go(witness, nobody));
  }
});

test('lists and counts of a third person read as if there were no blocked', async () => {
  const [third, ada, bob] = [await join('third'), await join('ada'), await join('bob')];
  for (const person of [ada, bob]) {
    await act(person, 'followUser', { userId: third.id });
    await act(third, 'followUser', { userId: person.id });
  }
  await act(ada, 'blockUser', { userId: bob.id });
  const query = `query ($username: String!) { user(username: $username) { followerCount followingCount
    followers { totalCount nodes { id } } following { totalCount nodes { id } } } }`;
  for (const viewer of [ada, bob]) {
    const only = { totalCount: 1, nodes: [{ id: viewer.id }] };
    expect(await ask(viewer, query, { username: third.username })).toEqual({
      user: { followerCount: 1, followingCount: 1, followers: only, following: only },
    });
  }
});

test('nobody logged in sees both', async () => {
  for (const person of [blocker, blocked]) {
    expect(await waysIn['by name']?.(null, person)).toMatchObject({ data: { user: { id: person.id } } });
  }
});

test('a former name of somebody hidden is nobody as well', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  const old = { ...ada };
  ada.username = `${ada.username}_new`;
  await receive(
    UsernameChanged.create(ada.id, {
      userId: ada.id,
      username: ada.username,
      previousUsername: old.username,
    }),
  );
  await act(ada, 'blockUser', { userId: bob.id });
  for (const way of ['by name', '_entities by name']) {
    for (const person of [old, ada]) {
      expect(await waysIn[way]?.(bob, person)).toEqual(await waysIn[way]?.(bob, nobody));
    }
  }
});

test('what a viewer may do and has done is told to each viewer of their own', async () => {
  const [ada, bob] = [await join('ada'), await join('bob')];
  await act(ada, 'followUser', { userId: bob.id });
  const query = `query ($username: String!) { user(username: $username) { isViewer isFollowingViewer viewerCanFollow
    viewerIsFollowing viewerHasRequestedFollow viewerIsBlocking viewerIsMuting } }`;
  const none = {
    isViewer: false,
    isFollowingViewer: false,
    viewerCanFollow: true,
    viewerIsFollowing: false,
    viewerHasRequestedFollow: false,
    viewerIsBlocking: false,
    viewerIsMuting: false,
  };
  const bobTo = async (viewer: Person | null) => (await ask(viewer, query, { username: bob.username })).user;
  expect(await bobTo(ada)).toEqual({ ...none, viewerIsFollowing: true });
  expect(await bobTo(bob)).toEqual({ ...none, isViewer: true, viewerCanFollow: false });
  expect(await bobTo(witness)).toEqual(none);
  expect(await bobTo(null)).toEqual({ ...none, viewerCanFollow: false });
  const { user } = await ask(bob, query, { username: ada.username });
  expect(user).toEqual({ ...none, isFollowingViewer: true });
});
