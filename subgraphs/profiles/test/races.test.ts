import { expect, test } from 'vitest';
import { acceptBatch } from '../src/domain/accept-requests.ts';
import { settleRequests } from '../src/domain/settle-requests.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, db, emittedBy, expectExactCounts, join, rowsOf } = await profilesWorld();

test('fifty times the same key at once is one follow, and every answer the same', async () => {
  const [ada, bob] = [await join(), await join()];
  let answers: unknown[] = [];
  const events = await emittedBy(async () => {
    const input = { userId: bob.id, clientMutationId: 'fifty' };
    answers = await Promise.all(Array.from({ length: 50 }, () => act(ada, 'followUser', input)));
  });
  expect(events).toHaveLength(1);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ user: { followerCount: 1, viewerIsFollowing: true }, errors: [] });
  await expectExactCounts();
});

test('fifty follows at once without a key are one follow', async () => {
  const [ada, bob] = [await join(), await join()];
  const events = await emittedBy(() =>
    Promise.all(Array.from({ length: 50 }, () => act(ada, 'followUser', { userId: bob.id }))),
  );
  expect(events).toHaveLength(1);
  await expectExactCounts();
});

test('in a storm of everything at once counters stay the rows they count', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => join('storm')));
  const fields = ['followUser', 'followUser', 'unfollowUser', 'removeFollower', 'blockUser', 'unblockUser'];
  const work = Array.from({ length: 400 }, (_, n) => {
    const viewer = people[n % 8];
    const other = people[(n + 1 + (Math.floor(n / 8) % 7)) % 8];
    const field = fields[(n * 7 + Math.floor(n / 11)) % fields.length] as string;
    if (!viewer || !other) throw new Error('there are eight');
    return () => act(viewer, field, { userId: other.id });
  });
  const answers = await Promise.all(work.map((go) => go()));
  for (const { errors } of answers) {
    for (const { __typename } of errors) expect(__typename).toBe('NotFoundError');
  }
  expect(answers.filter(({ errors }) => errors.length === 0).length).toBeGreaterThan(100);
  await expectExactCounts();
  expect(await rowsOf('follows')).toBeGreaterThan(0);
});

test('a follow never slips past a block', async () => {
  for (let round = 0; round < 20; round += 1) {
    const [ada, bob] = [await join(), await join()];
    await Promise.all([
      act(ada, 'followUser', { userId: bob.id }),
      act(bob, 'blockUser', { userId: ada.id }),
      act(bob, 'followUser', { userId: ada.id }),
    ]);
    const { rows } = await db.execute(`
      select 1 from follows join blocks on (follower_id, followed_id) in ((blocker_id, blocked_id), (blocked_id, blocker_id))`);
    expect(rows).toEqual([]);
  }
  await expectExactCounts();
});

test('two who follow each other again and again keep exact counts', async () => {
  const [ada, bob] = [await join(), await join()];
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      n % 2
        ? act(ada, n % 4 === 1 ? 'followUser' : 'unfollowUser', { userId: bob.id })
        : act(bob, n % 4 === 0 ? 'followUser' : 'unfollowUser', { userId: ada.id }),
    ),
  );
  await expectExactCounts();
});

test('going public while people ask, answer and take back loses no request', async () => {
  expect(acceptBatch).toBeGreaterThan(20);
  const shut = await join('shut', { isPrivate: true });
  const asking = await Promise.all(Array.from({ length: 20 }, () => join('asking')));
  const publish = 'mutation { updateProfile(input: { isPrivate: false }) { errors { message } } }';
  await Promise.all([
    ...asking.slice(0, 10).map((person) => act(person, 'followUser', { userId: shut.id })),
    ask(shut, publish),
    ...asking.slice(10).map((person) => act(person, 'followUser', { userId: shut.id })),
  ]);
  await settleRequests(db, new AbortController().signal);
  const counted = 'query ($username: String!) { user(username: $username) { followerCount } }';
  expect(await ask(null, counted, { username: shut.username })).toEqual({ user: { followerCount: 20 } });
  await expectExactCounts();
});
