import { audienceLoaders } from '@ursa/audience';
import {
  ProfileChanged,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserUnblocked,
  UserUnfollowed,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import { PeerUnavailable } from '@ursa/subgraph-kit';
import { expect, test } from 'vitest';
import { audienceWorld } from './audience-world.ts';

const world = await audienceWorld();
const { as, asked, database, deliver, ownerSays } = world;

async function person({ isPrivate = false } = {}): Promise<UserId> {
  const userId = newId('user');
  const state = { userId, username: userId.slice(-20), displayName: 'Somebody', isPrivate };
  await deliver(ProfileCreated.create(userId, state), 1);
  return userId;
}

const follow = (followerId: UserId, followedId: UserId, sequence = 2) =>
  deliver(UserFollowed.create(followerId, { followerId, followedId, approved: false }), sequence);
const block = (blockerId: UserId, blockedId: UserId, sequence = 2) =>
  deliver(UserBlocked.create(blockerId, { blockerId, blockedId }), sequence);

const profilesIsAway = () => {
  throw new PeerUnavailable('profiles');
};
const stranger = { visible: true, follows: false, isPrivate: false, self: false };
const hidden = { visible: false, follows: false, isPrivate: true, self: false };

test('a public person is answered from the projection', async () => {
  const [viewer, author] = [await person(), await person()];
  ownerSays(profilesIsAway);
  expect(await audienceLoaders(as(viewer)).standing.load(author)).toEqual(stranger);
  expect(await audienceLoaders(as(null)).standing.load(author)).toEqual(stranger);
  expect(asked).toHaveLength(0);
});

test('oneself is always in the audience, known or not', async () => {
  const viewer = newId('user');
  ownerSays(profilesIsAway);
  const loaders = audienceLoaders(as(viewer));
  expect(await loaders.standing.load(viewer)).toMatchObject({ visible: true, self: true });
  expect(await loaders.reach.load({ authorId: viewer, visibility: 'PRIVATE' })).toBe(true);
  expect(asked).toHaveLength(0);
});

test('a hundred people cost one statement, and those in doubt one question together', async () => {
  const viewer = await person();
  const open = await Promise.all(Array.from({ length: 60 }, () => person()));
  const shut = await Promise.all(Array.from({ length: 20 }, () => person({ isPrivate: true })));
  const unknown = Array.from({ length: 20 }, () => newId('user'));
  ownerSays(({ id }) =>
    unknown.includes(id as UserId) ? { isPrivate: false, viewerIsFollowing: false } : null,
  );
  const loaders = audienceLoaders(as(viewer));

  const before = database.statements.count;
  const standings = await loaders.standing.loadMany([...open, ...shut, ...unknown]);
  expect(database.statements.count - before).toBe(1);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ viewer, representations: [...shut, ...unknown].map((id) => ({ id })) });
  expect(standings).toEqual([
    ...open.map(() => stranger),
    ...shut.map(() => hidden),
    ...unknown.map(() => stranger),
  ]);
});

test.each([
  ['the blocker', true],
  ['the blocked', false],
])('a block hides the other from %s', async (_, blocks) => {
  const [viewer, author] = [await person(), await person()];
  await (blocks ? block(viewer, author) : block(author, viewer));
  ownerSays(() => null);
  expect(await audienceLoaders(as(viewer)).standing.load(author)).toEqual(hidden);
  expect(asked).toHaveLength(1);
});

test('a no is settled by the owner, so what the viewer just did is seen at once', async () => {
  const [viewer, author] = [await person(), await person({ isPrivate: true })];
  ownerSays(() => ({ isPrivate: true, viewerIsFollowing: true }));
  const loaders = audienceLoaders(as(viewer));
  expect(await loaders.standing.load(author)).toMatchObject({ visible: true, follows: true });
  expect(await loaders.reach.load({ authorId: author, visibility: 'FOLLOWERS' })).toBe(true);
});

test('a doubt is a no while profiles is away', async () => {
  const [viewer, shut, blocked] = [await person(), await person({ isPrivate: true }), await person()];
  await block(viewer, blocked);
  ownerSays(profilesIsAway);
  const loaders = audienceLoaders(as(viewer));
  const standings = await loaders.standing.loadMany([shut, blocked, newId('user')]);
  expect(standings).toEqual([hidden, hidden, hidden]);
  expect(asked).toHaveLength(1);
});

test.each([
  // viewer, account, visibility, may read
  ['stranger', 'public', 'PUBLIC', true],
  ['stranger', 'public', 'FOLLOWERS', false],
  ['stranger', 'public', 'PRIVATE', false],
  ['stranger', 'private', 'PUBLIC', false],
  ['stranger', 'private', 'FOLLOWERS', false],
  ['nobody', 'public', 'PUBLIC', true],
  ['nobody', 'public', 'FOLLOWERS', false],
  ['nobody', 'private', 'PUBLIC', false],
  ['follower', 'public', 'PUBLIC', true],
  ['follower', 'public', 'FOLLOWERS', true],
  ['follower', 'public', 'PRIVATE', false],
  ['follower', 'private', 'PUBLIC', true],
  ['follower', 'private', 'FOLLOWERS', true],
  ['follower', 'private', 'PRIVATE', false],
  ['blocked follower', 'public', 'PUBLIC', false],
  ['blocked follower', 'public', 'FOLLOWERS', false],
] as const)('%s, %s account, %s: %s', async (kind, account, visibility, expected) => {
  const [somebody, authorId] = [await person(), await person({ isPrivate: account === 'private' })];
  if (kind.includes('follower')) await follow(somebody, authorId);
  if (kind.includes('blocked')) await block(authorId, somebody);
  // What the owner says agrees with the projection; the case above is where it does not.
  const visible = { isPrivate: account === 'private', viewerIsFollowing: kind === 'follower' };
  ownerSays(() => (kind.includes('blocked') ? null : visible));
  const viewer = kind === 'nobody' ? null : somebody;
  expect(await audienceLoaders(as(viewer)).reach.load({ authorId, visibility })).toBe(expected);
});

test('things of one author in several visibilities cost one statement and one question', async () => {
  const [viewer, authorId] = [await person(), await person()];
  ownerSays(() => ({ isPrivate: false, viewerIsFollowing: false }));
  const before = database.statements.count;
  const reaches = await audienceLoaders(as(viewer)).reach.loadMany([
    { authorId, visibility: 'PUBLIC' },
    { authorId, visibility: 'FOLLOWERS' },
    { authorId, visibility: 'PRIVATE' },
  ]);
  expect(reaches).toEqual([true, false, false]);
  expect([database.statements.count - before, asked.length]).toEqual([1, 1]);
});

test('a follow that ended does not come back with a late event', async () => {
  const [viewer, author] = [await person(), await person({ isPrivate: true })];
  ownerSays(() => null);
  const edge = { followerId: viewer, followedId: author };
  await follow(viewer, author, 2);
  expect(await audienceLoaders(as(viewer)).standing.load(author)).toMatchObject({
    visible: true,
    follows: true,
  });
  await deliver(UserUnfollowed.create(viewer, edge), 4);
  await follow(viewer, author, 2);
  await follow(viewer, author, 3);
  expect(await audienceLoaders(as(viewer)).standing.load(author)).toEqual(hidden);
});

test('events may come twice and late', async () => {
  const [viewer, author] = [await person(), await person()];
  ownerSays(() => null);
  const standing = () => audienceLoaders(as(viewer)).standing.load(author);

  const unblocked = UserUnblocked.create(viewer, { blockerId: viewer, blockedId: author });
  await deliver(unblocked, 3);
  await block(viewer, author, 2);
  expect(await standing()).toEqual(stranger);
  await block(viewer, author, 4);
  await deliver(unblocked, 3);
  expect(await standing()).toEqual(hidden);

  const state = { userId: author, username: 'late_name', displayName: 'Late' };
  await deliver(unblocked, 5);
  await deliver(ProfileChanged.create(author, { ...state, isPrivate: false }), 9);
  await deliver(ProfileChanged.create(author, { ...state, isPrivate: true }), 8);
  await deliver(ProfileCreated.create(author, { ...state, isPrivate: true }), 1);
  expect(await standing()).toEqual(stranger);
});
