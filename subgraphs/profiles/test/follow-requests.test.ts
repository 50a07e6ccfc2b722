import { newId } from '@ursa/ids';
import { waitFor } from '@ursa/testkit';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { settleRequests } from '../src/domain/settle-requests.ts';
import type { Person } from './profiles-world.ts';
import { profilesWorld } from './profiles-world.ts';

const { act, ask, db, emittedBy, expectExactCounts, join } = await profilesWorld();

async function requestsOf(person: Person): Promise<string[]> {
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
    ... on Viewer { followRequests(first: 100) { nodes { id } totalCount } } } }`;
  const keys = [{ __typename: 'Viewer', id: person.id.replace('user', 'viewer') }];
  const [viewer] = (await ask(person, query, { keys }))._entities;
  const ids = viewer.followRequests.nodes.map(({ id }: { id: string }) => id);
  expect(viewer.followRequests.totalCount).toBe(ids.length);
  return ids;
}
const edgeOf = (follower: Person, followed: Person) => ({ followerId: follower.id, followedId: followed.id });
const goPublic = (person: Person) =>
  ask(person, 'mutation { updateProfile(input: { isPrivate: false }) { user { followerCount } } }');

test('a private account is asked, and counts nobody before it agreed', async () => {
  const [ada, shut] = [await join('ada'), await join('shut', { isPrivate: true })];
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(ada, 'followUser', { userId: shut.id })).toMatchObject({
        user: { viewerIsFollowing: false, viewerHasRequestedFollow: true, followerCount: 0 },
        errors: [],
      });
    }
  });
  expect(events).toEqual([{ type: 'FollowRequested', aggregate: ada.id, payload: edgeOf(ada, shut) }]);
  expect(await requestsOf(shut)).toEqual([ada.id]);
});

test('accepting makes a follow, once', async () => {
  const [ada, shut] = [await join('ada'), await join('shut', { isPrivate: true })];
  await act(ada, 'followUser', { userId: shut.id });
  const events = await emittedBy(async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await act(shut, 'answerFollowRequest', { userId: ada.id, accept: true })).toMatchObject({
        user: { id: ada.id, isFollowingViewer: true, followingCount: 1 },
        errors: [],
      });
    }
  });
  expect(events).toEqual([
    { type: 'FollowRequestClosed', aggregate: ada.id, payload: { ...edgeOf(ada, shut), accepted: true } },
    { type: 'UserFollowed', aggregate: ada.id, payload: { ...edgeOf(ada, shut), approved: true } },
  ]);
  expect(await requestsOf(shut)).toEqual([]);
  await expectExactCounts();
});

test('declining leaves no trace, and the person may ask again', async () => {
  const [ada, shut] = [await join('ada'), await join('shut', { isPrivate: true })];
  await act(ada, 'followUser', { userId: shut.id });
  const events = await emittedBy(() => act(shut, 'answerFollowRequest', { userId: ada.id, accept: false }));
  expect(events).toEqual([
    { type: 'FollowRequestClosed', aggregate: ada.id, payload: { ...edgeOf(ada, shut), accepted: false } },
  ]);
  expect(await requestsOf(shut)).toEqual([]);
  expect(await act(ada, 'followUser', { userId: shut.id })).toMatchObject({
    user: { viewerHasRequestedFollow: true },
  });
});

test('a request can be taken back', async () => {
  const [ada, shut] = [await join('ada'), await join('shut', { isPrivate: true })];
  await act(ada, 'followUser', { userId: shut.id });
  const events = await emittedBy(async () => {
    expect(await act(ada, 'unfollowUser', { userId: shut.id })).toMatchObject({
      user: { viewerHasRequestedFollow: false },
      errors: [],
    });
  });
  expect(events).toMatchObject([{ type: 'FollowRequestClosed', payload: { accepted: false } }]);
});

test('nobody answers what was not asked of them', async () => {
  const [ada, shut, eve] = [await join('ada'), await join('shut', { isPrivate: true }), await join('eve')];
  await act(ada, 'followUser', { userId: shut.id });
  const refused = (message: string) => ({
    user: null,
    errors: [{ __typename: 'NotFoundError', message, path: ['userId'] }],
  });
  const answer = (who: Person, userId: string, accept = true) =>
    act(who, 'answerFollowRequest', { userId, accept });
  const events = await emittedBy(async () => {
    expect(await answer(eve, ada.id)).toEqual(refused('There is no such follow request.'));
    expect(await answer(shut, eve.id)).toEqual(refused('There is no such follow request.'));
    expect(await answer(ada, ada.id)).toMatchObject({
      user: null,
      errors: [{ __typename: 'NotFoundError' }],
    });
    expect(await answer(shut, newId('user'), false)).toEqual(refused('There is no such user.'));
  });
  expect(events).toEqual([]);
  expect(await requestsOf(shut)).toEqual([ada.id]);
});

test('requests are paged, latest first', async () => {
  const shut = await join('shut', { isPrivate: true });
  const asking = [await join(), await join(), await join()];
  for (const person of asking) await act(person, 'followUser', { userId: shut.id });
  expect(await requestsOf(shut)).toEqual(asking.map(({ id }) => id).reverse());
});

test('going public accepts who waits; going private keeps the followers', async () => {
  const [ada, bob, shut] = [await join('ada'), await join('bob'), await join('shut', { isPrivate: true })];
  await act(ada, 'followUser', { userId: shut.id });
  await act(bob, 'followUser', { userId: shut.id });
  const events = await emittedBy(async () => {
    expect((await goPublic(shut)).updateProfile.user).toEqual({ followerCount: 2 });
  });
  expect(events.map(({ type }) => type)).toEqual([
    'ProfileChanged',
    'FollowRequestClosed',
    'FollowRequestClosed',
    'UserFollowed',
    'UserFollowed',
  ]);
  expect(await requestsOf(shut)).toEqual([]);
  await expectExactCounts();

  await ask(shut, 'mutation { updateProfile(input: { isPrivate: true }) { user { id } } }');
  expect(await act(ada, 'followUser', { userId: shut.id })).toMatchObject({
    user: { viewerIsFollowing: true, viewerHasRequestedFollow: false, followerCount: 2 },
  });
});

test('of very many who wait, those beyond the first batch are accepted soon after', async () => {
  const shut = await join('shut', { isPrivate: true });
  // Written directly: 450 sign-ups and follows one after the other would prove no more.
  await db.execute(sql`
    with made as (
      insert into profiles (user_id, username, named_at, account_version, display_name, created_at)
      select gen_random_uuid(), 'waiting_' || n, now(), 1, 'Waiting', now() from generate_series(1, 450) as n
      returning user_id
    )
    insert into follow_requests select made.user_id, profiles.user_id, now()
    from made, profiles where profiles.username = ${shut.username}`);
  expect((await goPublic(shut)).updateProfile.user).toEqual({ followerCount: 200 });
  const [settled] = await Promise.all([
    settleRequests(db, new AbortController().signal),
    settleRequests(db, new AbortController().signal),
  ]);
  expect(settled).toBeGreaterThan(0);
  const counted = 'query ($username: String!) { user(username: $username) { followerCount } }';
  expect(await ask(null, counted, { username: shut.username })).toEqual({ user: { followerCount: 450 } });
  expect(await requestsOf(shut)).toEqual([]);
  await expectExactCounts();
  expect(await settleRequests(db, new AbortController().signal)).toBe(0);
});

test('whoever waits beyond the first batch and asks again follows at once', async () => {
  const shut = await join('shut', { isPrivate: true });
  await db.execute(sql`
    insert into follow_requests select asking.user_id, shut.user_id, now() - interval '1 hour'
    from (select user_id from profiles where username like 'waiting_%' limit 200) asking,
      profiles shut where shut.username = ${shut.username}`);
  const ada = await join('ada');
  await act(ada, 'followUser', { userId: shut.id });
  await goPublic(shut);
  expect(await requestsOf(shut)).toEqual([ada.id]);
  const events = await emittedBy(async () => {
    expect(await act(ada, 'followUser', { userId: shut.id })).toMatchObject({
      user: { viewerIsFollowing: true, viewerHasRequestedFollow: false },
    });
  });
  expect(events).toMatchObject([
    { type: 'FollowRequestClosed', payload: { accepted: true } },
    { type: 'UserFollowed', payload: { approved: true } },
  ]);
  await settleRequests(db, new AbortController().signal);
  await expectExactCounts();
});

test('an account gone private again answers the requests that are left itself', async () => {
  const shut = await join('shut', { isPrivate: true });
  await db.execute(sql`
    insert into follow_requests select asking.user_id, shut.user_id, now()
    from (select user_id from profiles where username like 'waiting_%' limit 201) asking,
      profiles shut where shut.username = ${shut.username}`);
  await goPublic(shut);
  await ask(shut, 'mutation { updateProfile(input: { isPrivate: true }) { user { id } } }');
  expect(await settleRequests(db, new AbortController().signal)).toBe(0);
  expect(await requestsOf(shut)).toHaveLength(1);
});

test('an account that goes private while its requests are about to be accepted keeps them', async () => {
  const shut = await join('shut', { isPrivate: true });
  await db.execute(sql`
    insert into follow_requests select asking.user_id, shut.user_id, now()
    from (select user_id from profiles where username like 'waiting_%' limit 250) asking,
      profiles shut where shut.username = ${shut.username}`);
  await goPublic(shut);
  const settling = await db.transaction(async (tx) => {
    await tx.execute(
      sql`update profiles set is_private = true, settling = false where username = ${shut.username}`,
    );
    const work = settleRequests(db, new AbortController().signal);
    await waitFor(async () => {
      const { rows } = await db.execute(sql`
        select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      expect(rows).toHaveLength(1);
    });
    return { work };
  });
  await settling.work;
  expect(await requestsOf(shut)).toHaveLength(50);
});
