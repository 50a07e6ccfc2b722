import type { PostId, UserId } from '@ursa/ids';
import { beforeAll, expect, test } from 'vitest';
import type { ReactionsWorld } from './reactions-world.ts';
import { reactionsWorld, reactorsIn } from './reactions-world.ts';

let world: ReactionsWorld;
let post: PostId;
let people: UserId[];
const kinds = ['LIKE', 'LOVE', 'DISLIKE'];
beforeAll(async () => {
  world = await reactionsWorld();
  people = await world.people(12);
  post = await world.post(people[0] as UserId);
  // The order of the list is that of the ids, and ids of one millisecond have none: so one after the other.
  for (const [n, person] of people.entries()) await world.react(person, post, kinds[n % 3]);
});

const newestFirst = () => people.toReversed();
const ofKind = (kind: string) => newestFirst().filter((person) => kinds[people.indexOf(person) % 3] === kind);

test('lists all but dislikes, the last first, page by page in both directions', async () => {
  const expected = newestFirst().filter((person) => !ofKind('DISLIKE').includes(person));
  const first = await world.list(post, null, '(first: 5)');
  expect(reactorsIn(first)).toEqual(expected.slice(0, 5));
  expect(first).toMatchObject({ totalCount: 8, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  const next = await world.list(post, null, `(first: 5, after: "${first.pageInfo.endCursor}")`);
  expect(reactorsIn(next)).toEqual(expected.slice(5));
  expect(next.pageInfo.hasNextPage).toBe(false);
  const last = await world.list(post, null, '(last: 2)');
  expect(reactorsIn(last)).toEqual(expected.slice(-2));
});

test.each(kinds)('lists the reactions of one kind: %s', async (kind) => {
  const first = await world.list(post, null, `(kind: ${kind}, first: 3)`);
  expect(reactorsIn(first)).toEqual(ofKind(kind).slice(0, 3));
  expect(first.totalCount).toBe(4);
  const rest = await world.list(post, null, `(kind: ${kind}, after: "${first.pageInfo.endCursor}")`);
  expect(reactorsIn(rest)).toEqual(ofKind(kind).slice(3));
});

test('a page stays where it is while reactions come and go', async () => {
  const first = await world.list(post, null, '(first: 4)');
  const [newcomer] = (await world.people(1)) as [UserId];
  await world.react(newcomer, post, 'LIKE');
  await world.unreact(reactorsIn(first)[3] as UserId, post);
  const next = await world.list(post, null, `(first: 4, after: "${first.pageInfo.endCursor}")`);
  expect(reactorsIn(next)).toEqual(
    newestFirst()
      .filter((person) => !ofKind('DISLIKE').includes(person))
      .slice(4),
  );
});

test.each([
  ['(first: 101)', 'BAD_USER_INPUT'],
  ['(first: -1)', 'BAD_USER_INPUT'],
  ['(first: 1, last: 1)', 'BAD_USER_INPUT'],
  ['(after: "nonsense")', 'BAD_CURSOR'],
])('refuses the page %s', async (args, code) => {
  expect(await world.list(post, null, args)).toEqual({ codes: [code] });
});

test('a cursor fits its own list only', async () => {
  const { pageInfo } = await world.list(post, null, '(kind: LIKE, first: 1)');
  expect(await world.list(post, null, `(after: "${pageInfo.endCursor}")`)).toEqual({
    codes: ['BAD_CURSOR'],
  });
});
