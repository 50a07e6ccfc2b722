import type { UserId } from '@ursa/ids';
import { newId, parseId, retype, toUuid } from '@ursa/ids';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { postsWorld } from './posts-world.ts';

let world: Awaited<ReturnType<typeof postsWorld>>;
beforeAll(async () => {
  world = await postsWorld();
});

const fields =
  'id voteCount isClosed viewerChoice viewerCanVote closesAt choices { position text voteCount }';
const selection = `poll { ${fields} }`;

async function put(viewer: UserId, poll: object = {}, rest: object = {}) {
  const input = {
    body: 'Which?',
    poll: { choices: ['Tea', 'Coffee'], durationMinutes: 5, ...poll },
    ...rest,
  };
  return world.mutate('createPost', input, viewer, `post { id createdAt ${selection} }`);
}
const vote = (pollId: string, choice: number, viewer: UserId | null) =>
  world.mutate('votePoll', { pollId, choice }, viewer, selection);
const seen = async (pollId: string, viewer: UserId | null) =>
  (await world.entities('Poll', [{ id: pollId }], fields, viewer))[0];
const votes = ({ choices }: { choices: { voteCount: number | null }[] }) =>
  choices.map(({ voteCount }) => voteCount);

test('results are hidden until the viewer has chosen; the author sees them', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const { post } = await put(ada);
  expect(post.poll).toMatchObject({
    voteCount: 0,
    isClosed: false,
    viewerCanVote: true,
    choices: [
      { position: 0, text: 'Tea', voteCount: 0 },
      { position: 1, text: 'Coffee', voteCount: 0 },
    ],
  });
  expect(new Date(post.poll.closesAt).getTime() - new Date(post.createdAt).getTime()).toBe(300_000);
  const { poll, errors } = await vote(post.poll.id, 1, bob);
  expect(errors).toEqual([]);
  expect(poll).toMatchObject({ voteCount: 1, viewerChoice: 1, viewerCanVote: false });
  expect(votes(poll)).toEqual([0, 1]);
  expect(votes(await seen(poll.id, ada))).toEqual([0, 1]);
  const hidden = await seen(poll.id, eve);
  expect(hidden).toMatchObject({ voteCount: 1, viewerChoice: null, viewerCanVote: true });
  expect(votes(hidden)).toEqual([null, null]);
  expect(await seen(poll.id, null)).toMatchObject({ viewerCanVote: false });
});

test('50 votes at once are counted exactly, and 10 of one person once', async () => {
  const [ada, eager] = [await world.person(), await world.person()];
  const { post } = await put(ada, { choices: ['A', 'B', 'C'] });
  const people = await Promise.all(Array.from({ length: 50 }, () => world.person()));
  const many = people.map((person, at) => vote(post.poll.id, at % 3, person));
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => vote(post.poll.id, at % 2, eager)));
  await Promise.all(many);
  const kinds = answers.flatMap(({ errors }) =>
    errors.map((error: { __typename: string }) => error.__typename),
  );
  expect(kinds).toEqual(Array.from({ length: 9 }, () => 'ConflictError'));
  const poll = await seen(post.poll.id, ada);
  expect(poll.voteCount).toBe(51);
  const own = (await seen(post.poll.id, eager)).viewerChoice;
  expect(votes(poll)).toEqual([17, 17, 16].map((count, at) => count + (at === own ? 1 : 0)));
});

test('once it has closed nobody chooses, and everybody sees the result', async () => {
  const [ada, bob, eve] = [await world.person(), await world.person(), await world.person()];
  const { post } = await put(ada);
  await vote(post.poll.id, 0, bob);
  // The clock is Postgres's; the poll is moved instead of it.
  const past = sql`update polls set closes_at = now() - interval '1 second' where post_id = ${toUuid(post.id)}`;
  await world.db.execute(past);
  expect((await vote(post.poll.id, 0, eve)).errors).toMatchObject([
    { __typename: 'ForbiddenError', path: ['pollId'] },
  ]);
  const closed = await seen(post.poll.id, null);
  expect(closed).toMatchObject({ isClosed: true, viewerCanVote: false });
  expect(votes(closed)).toEqual([1, 0]);
});

test('is seen and answered by whoever sees its post', async () => {
  const [ada, bob] = [await world.person(), await world.person()];
  const { post } = await put(ada, {}, { visibility: 'PRIVATE' });
  const never = newId('poll');
  expect(await seen(post.poll.id, bob)).toBeNull();
  expect((await vote(post.poll.id, 0, bob)).errors).toMatchObject([
    { __typename: 'NotFoundError', path: ['pollId'] },
  ]);
  expect(await vote(post.poll.id, 0, bob)).toEqual(await vote(never, 0, bob));
  const plain = retype(parseId('post', await world.publish(ada)) ?? newId('post'), 'poll');
  expect(await seen(plain, ada)).toBeNull();
  expect(await vote(plain, 0, ada)).toEqual(await vote(never, 0, ada));
  expect((await vote('poll_1', 0, ada)).errors).toMatchObject([{ __typename: 'ValidationError' }]);
  for (const choice of [-1, 2, 2_147_483_647]) {
    expect((await vote(post.poll.id, choice, ada)).errors).toMatchObject([
      { __typename: 'ValidationError', path: ['choice'] },
    ]);
  }
});

describe('a poll', () => {
  test.each([
    ['one choice', { choices: ['A'] }, ['poll', 'choices']],
    ['seven choices', { choices: [...'ABCDEFG'] }, ['poll', 'choices']],
    ['a choice twice', { choices: ['A', ' A '] }, ['poll', 'choices', '1']],
    ['an empty choice', { choices: ['A', ' '] }, ['poll', 'choices', '1']],
    ['a long choice', { choices: ['A', 'x'.repeat(81)] }, ['poll', 'choices', '1']],
    ['four minutes', { durationMinutes: 4 }, ['poll', 'durationMinutes']],
    ['more than 30 days', { durationMinutes: 43_201 }, ['poll', 'durationMinutes']],
  ])('with %s is refused', async (_, poll, path) => {
    const ada = await world.person();
    expect((await put(ada, poll)).errors).toMatchObject([{ __typename: 'ValidationError', path }]);
    expect((await world.postsOf(ada, ada)).totalCount).toBe(0);
  });
});
