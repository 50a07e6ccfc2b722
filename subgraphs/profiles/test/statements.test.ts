import { environment } from '@ursa/testkit';
import { expect, test } from 'vitest';
import type { Person } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, join, statements } = await profilesWorld();

const people: Person[] = [];
for (let n = 0; n < 100; n += 1) people.push(await join('many'));
const [first, second, third, fourth] = people as [Person, Person, Person, Person];
for (const person of people.slice(1)) await act(person, 'followUser', { userId: first.id });
for (const person of people.slice(2)) await act(person, 'followUser', { userId: second.id });
await act(third, 'blockUser', { userId: fourth.id });

async function costOf(viewer: Person | null, query: string, variables: object) {
  const { statements: sent } = await statements.record(() => ask(viewer, query, { ...variables }));
  return sent.length;
}

const everything = `id username displayName bio isPrivate createdAt followerCount followingCount isFollowingViewer
  viewerCanFollow viewerIsFollowing viewerHasRequestedFollow viewerIsBlocking viewerIsMuting`;

test.each([1, 20, 100])('%i people with all there is to know cost one statement', async (size) => {
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User { ${everything} } } }`;
  const visible = people.filter((person) => person !== fourth);
  const keys = visible.slice(0, size).map(({ id }) => ({ __typename: 'User', id }));
  expect(await costOf(third, query, { keys })).toBe(1);
});

test.each([1, 20, 100])('the followers and following of %i people cost three more', async (size) => {
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User {
    followers(first: 5) { totalCount nodes { ${everything} } } following(first: 5) { totalCount nodes { ${everything} } } } } }`;
  const keys = people.slice(0, size).map(({ id }) => ({ __typename: 'User', id }));
  // The people, a page of each list for all of them, and the people in those pages who are not there yet.
  const cost = await costOf(null, query, { keys });
  expect(cost).toBeLessThanOrEqual(4);
  expect(cost).toBeGreaterThanOrEqual(3);
});

test.each([1, 20, 99])('a page of %i followers costs what a page of one does', async (size) => {
  const query = `query ($username: String!, $first: Int!) { user(username: $username) {
    followers(first: $first) { totalCount nodes { ${everything} } } } }`;
  expect(await costOf(first, query, { username: first.username, first: size })).toBe(4);
});

test('a hundred names cost one statement, and one for the people where they are not cached', async () => {
  const query = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User { id } } }';
  const keys = people.map(({ username }) => ({ __typename: 'User', username }));
  await costOf(null, query, { keys });
  expect(await costOf(null, query, { keys })).toBe(environment.cache === 'off' ? 2 : 1);
  expect(await costOf(first, query, { keys })).toBe(2);
});

test("the viewer's own lists cost two statements each, and one for a count", async () => {
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Viewer {
    blockedUsers { nodes { id } } mutedUsers { nodes { id } } followRequests { nodes { id } } } } }`;
  const keys = [{ __typename: 'Viewer', id: third.id.replace('user', 'viewer') }];
  expect(await costOf(third, query, { keys })).toBe(4);
  expect(await costOf(third, query.replace('blockedUsers {', 'blockedUsers { totalCount '), { keys })).toBe(
    5,
  );
});
