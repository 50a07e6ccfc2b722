import { expect, test } from 'vitest';
import type { Data, Person } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, join, run } = await profilesWorld();

const connection =
  '{ edges { cursor node { id } } nodes { id } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
const query = `query ($username: String!, $first: Int, $after: String, $last: Int, $before: String) {
  user(username: $username) {
    followers(first: $first, after: $after, last: $last, before: $before) ${connection}
    following(first: $first, after: $after, last: $last, before: $before) ${connection} } }`;

const idsOf = (list: Data) => list.nodes.map(({ id }: { id: string }) => id);
async function listsOf(person: Person, page: object = {}, viewer: Person | null = null) {
  return (await ask(viewer, query, { username: person.username, ...page })).user;
}

const star = await join('star');
const fans: Person[] = [];
for (let n = 0; n < 25; n += 1) {
  const fan = await join('fan');
  await act(fan, 'followUser', { userId: star.id });
  await act(star, 'followUser', { userId: fan.id });
  fans.unshift(fan);
}
const latestFirst = fans.map(({ id }) => id);

test.each(['followers', 'following'])('%s: the latest twenty, unless told', async (field) => {
  const list = (await listsOf(star))[field];
  expect(idsOf(list)).toEqual(latestFirst.slice(0, 20));
  expect(list).toMatchObject({ totalCount: 25, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  expect(list.edges.map(({ node }: Data) => node.id)).toEqual(idsOf(list));
});

test.each(['followers', 'following'])('%s: forwards and backwards, every one once', async (field) => {
  const forwards: string[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const list: Data = (await ask(null, onlyOf(field), { username: star.username, first: 7, after })).user
      .list;
    forwards.push(...idsOf(list));
    after = list.pageInfo.endCursor;
    more = list.pageInfo.hasNextPage;
  }
  expect(forwards).toEqual(latestFirst);

  const backwards: string[] = [];
  let before: string | null = null;
  for (let more = true; more; ) {
    const list: Data = (await ask(null, onlyOf(field), { username: star.username, last: 7, before })).user
      .list;
    backwards.unshift(...idsOf(list));
    before = list.pageInfo.startCursor;
    more = list.pageInfo.hasPreviousPage;
  }
  expect(backwards).toEqual(latestFirst);
});

function onlyOf(field: string): string {
  return `query ($username: String!, $first: Int, $after: String, $last: Int, $before: String) {
    user(username: $username) { list: ${field}(first: $first, after: $after, last: $last, before: $before) ${connection} } }`;
}

test('a page stays where it is while others come and go', async () => {
  const quiet = await join('quiet');
  const [one, two, three, four] = [await join(), await join(), await join(), await join()];
  for (const person of [one, two, three]) await act(person, 'followUser', { userId: quiet.id });
  const page = async (after?: string) =>
    (await ask(null, onlyOf('followers'), { username: quiet.username, first: 1, after })).user.list;
  const first = await page();
  expect(idsOf(first)).toEqual([three.id]);
  await act(four, 'followUser', { userId: quiet.id });
  await act(three, 'unfollowUser', { userId: quiet.id });
  expect(idsOf(await page(first.pageInfo.endCursor))).toEqual([two.id]);
});

test.each([
  [{ first: -1 }, 'BAD_USER_INPUT'],
  [{ first: 101 }, 'BAD_USER_INPUT'],
  [{ first: 1, last: 1 }, 'BAD_USER_INPUT'],
  [{ after: 'nonsense' }, 'BAD_CURSOR'],
  [{ after: '' }, 'BAD_CURSOR'],
])('%j is refused', async (page, code) => {
  const { data, errors } = await run(null, onlyOf('followers'), { username: star.username, ...page });
  expect(data).toEqual({ user: null });
  expect(errors).toMatchObject([{ extensions: { code } }]);
});

test("a cursor of another list, or of somebody else's, is refused", async () => {
  const { followers } = await listsOf(star);
  const after = followers.pageInfo.endCursor;
  for (const [field, username] of [
    ['following', star.username],
    ['followers', fans[0]?.username],
  ] as const) {
    const { errors } = await run(null, onlyOf(field), { username, after });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  }
});

test('who is in the lists of a private account is for its followers', async () => {
  const shut = await join('shut', { isPrivate: true });
  const [friend, stranger] = [await join(), await join()];
  await act(shut, 'followUser', { userId: stranger.id });
  await act(friend, 'followUser', { userId: shut.id });
  await act(shut, 'answerFollowRequest', { userId: friend.id, accept: true });
  await act(stranger, 'followUser', { userId: shut.id });

  const closed = { edges: [], nodes: [], totalCount: null, pageInfo: { hasNextPage: false } };
  for (const viewer of [null, stranger]) {
    expect(await listsOf(shut, {}, viewer)).toMatchObject({ followers: closed, following: closed });
  }
  for (const viewer of [shut, friend]) {
    const lists = await listsOf(shut, {}, viewer);
    expect([idsOf(lists.followers), idsOf(lists.following)]).toEqual([[friend.id], [stranger.id]]);
    expect([lists.followers.totalCount, lists.following.totalCount]).toEqual([1, 1]);
  }
  const counts = 'query ($username: String!) { user(username: $username) { followerCount followingCount } }';
  expect(await ask(stranger, counts, { username: shut.username })).toEqual({
    user: { followerCount: 1, followingCount: 1 },
  });
});

test('hidden people are in no list and no count, for either of the two', async () => {
  const [place, ada, bob, eve] = [await join('place'), await join(), await join(), await join()];
  for (const person of [ada, bob, eve]) {
    await act(person, 'followUser', { userId: place.id });
    await act(place, 'followUser', { userId: person.id });
  }
  await act(ada, 'blockUser', { userId: bob.id });
  const counts = 'query ($username: String!) { user(username: $username) { followerCount followingCount } }';
  for (const [viewer, seen] of [
    [ada, [eve, ada]],
    [bob, [eve, bob]],
    [eve, [eve, bob, ada]],
    [null, [eve, bob, ada]],
  ] as const) {
    const ids = seen.map(({ id }) => id);
    const { followers, following } = await listsOf(place, {}, viewer);
    expect([idsOf(followers), idsOf(following)]).toEqual([ids, ids]);
    expect([followers.totalCount, following.totalCount]).toEqual([ids.length, ids.length]);
    const counted = { followerCount: ids.length, followingCount: ids.length };
    expect(await ask(viewer, counts, { username: place.username })).toEqual({ user: counted });
  }
});
