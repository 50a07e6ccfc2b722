import { AccountCreated, UsernameChanged } from '@ursa/events/contracts';
import { newId } from '@ursa/ids';
import type { HandlerContext } from '@ursa/outbox';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { onUsernameChanged } from '../src/consumers/on-username-changed.ts';
import { profilesWorld } from './profiles-world.ts';

const world = await profilesWorld();
const silent = { info() {}, warn() {}, error() {} } as unknown as HandlerContext['log'];
const { accounts, ask, db, emittedBy, identity, join, open, questions, receive, run } = world;

const byName = 'query ($username: String!) { user(username: $username) { id username displayName } }';
const entities = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on User { id username displayName } } }`;

test('an account gets its profile by event', async () => {
  const ada = await join('ada');
  questions.length = 0;
  expect(await ask(null, byName, { username: ada.username })).toEqual({ user: ada });
  expect(questions).toEqual([]);
});

test('a profile is told of once, by event or question, whichever comes first', async () => {
  const ada = open('ada');
  const told = AccountCreated.create(ada.id, {
    userId: ada.id,
    username: ada.username,
    displayName: ada.displayName,
  });
  const events = await emittedBy(async () => {
    expect(await ask(null, byName, { username: ada.username })).toEqual({ user: ada });
    await receive(told);
    await receive(told);
  });
  const { id: userId, username, displayName } = ada;
  expect(events).toEqual([
    {
      type: 'ProfileCreated',
      aggregate: userId,
      payload: { userId, username, displayName, isPrivate: false, bio: '' },
    },
  ]);
});

test('somebody referred to before the event came is asked from identity, a hundred in one question', async () => {
  const people = Array.from({ length: 100 }, () => open('early'));
  const keys = people.map(({ id }) => ({ __typename: 'User', id }));
  questions.length = 0;
  const [first, second] = await Promise.all([ask(null, entities, { keys }), ask(null, entities, { keys })]);
  expect(first).toEqual({ _entities: people });
  expect(second).toEqual(first);
  expect(questions.every(({ representations }) => representations.length === 100)).toBe(true);
  expect(questions[0]).toMatchObject({ typename: 'Account', caller: 'profiles' });

  questions.length = 0;
  expect(await ask(null, entities, { keys })).toEqual(first);
  expect(questions).toEqual([]);
});

test('the viewer has a user as soon as there is an account', async () => {
  const fresh = open('fresh');
  const viewer = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Viewer { id user { id isViewer } } } }`;
  const id = fresh.id.replace('user', 'viewer');
  const keys = [{ __typename: 'Viewer', id }];
  expect(await ask(fresh, viewer, { keys })).toEqual({
    _entities: [{ id, user: { id: fresh.id, isViewer: true } }],
  });
});

test('nobody is another viewer', async () => {
  const [ada, bob] = [await join(), await join()];
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) {
    ... on Viewer { user { id } followRequests { totalCount } blockedUsers { totalCount } mutedUsers { totalCount } } } }`;
  const keys = [{ __typename: 'Viewer', id: bob.id.replace('user', 'viewer') }];
  expect(await ask(ada, query, { keys })).toEqual({ _entities: [null] });
  expect(await ask(null, query, { keys })).toEqual({ _entities: [null] });
});

test('names are found whatever their case; what is no name is nobody', async () => {
  const ada = await join('ada');
  expect(await ask(null, byName, { username: ada.username.toUpperCase() })).toEqual({ user: ada });
  questions.length = 0;
  for (const username of ['', 'a', 'no such name', "x'; drop table profiles; --", 'é'.repeat(400)]) {
    expect(await ask(null, byName, { username })).toEqual({ user: null });
  }
  expect(questions).toEqual([]);
});

test('ids that are none, or of another type, are nobody', async () => {
  const keys = ['user_', 'post_01h2xcejqtf2nbrexx3vqjhp41', 'nonsense', newId('user')].map((id) => ({
    __typename: 'User',
    id,
  }));
  expect(await ask(null, entities, { keys })).toEqual({ _entities: [null, null, null, null] });
});

test('a person is found by username among entities too', async () => {
  const [ada, bob] = [await join(), open()];
  const keys = [ada, bob, { username: 'nobody_at_all' }].map(({ username }) => ({
    __typename: 'User',
    username,
  }));
  expect(await ask(ada, entities, { keys })).toEqual({ _entities: [ada, bob, null] });
});

test('while identity is away those known are answered, and nobody else is said not to exist', async () => {
  const [ada, early] = [await join(), open()];
  identity.away = true;
  try {
    const keys = [ada, early].map(({ id }) => ({ __typename: 'User', id }));
    const { data, errors } = await run(null, entities, { keys });
    expect(data).toEqual({ _entities: [ada, null] });
    expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    expect(await run(null, byName, { username: early.username })).toMatchObject({
      data: { user: null },
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
  } finally {
    identity.away = false;
  }
  expect(await ask(null, byName, { username: early.username })).toEqual({ user: early });
});

test('the moment of joining is the same for whoever asks', async () => {
  const [heard, asked] = [await join(), open()];
  const created = 'query ($username: String!) { user(username: $username) { createdAt } }';
  for (const { id, username } of [heard, asked]) {
    const { user } = await ask(null, created, { username });
    // The id is a UUIDv7: the id after it in time is later.
    expect(new Date(user.createdAt).getTime()).toBeLessThanOrEqual(Date.now());
    expect(new Date(user.createdAt).getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(id < newId('user')).toBe(true);
  }
});

test('a new name is taken over, and the old one points on for 30 days', async () => {
  const ada = await join('ada');
  const old = ada.username;
  ada.username = `${old}_new`;
  const change = { userId: ada.id, username: ada.username, previousUsername: old };
  const events = await emittedBy(() => receive(UsernameChanged.create(ada.id, change)));
  expect(events).toMatchObject([{ type: 'ProfileChanged', payload: { username: ada.username } }]);
  questions.length = 0;
  expect(await ask(null, byName, { username: old })).toEqual({ user: ada });
  expect(await ask(null, byName, { username: ada.username })).toEqual({ user: ada });
  expect(questions).toEqual([]);

  const { rows } = await db.execute<{ days: number }>(sql`
    select extract(day from expires_at - now())::int as days from former_usernames where username = ${old}`);
  expect(rows).toEqual([{ days: 29 }]);
  await db.execute(sql`update former_usernames set expires_at = now() - interval '1 second'`);
  expect(await ask(null, byName, { username: old })).toEqual({ user: null });
});

test('whoever has a name now comes before whoever gave it up', async () => {
  const ada = await join('ada');
  const name = ada.username;
  ada.username = `${name}_x`;
  await receive(
    UsernameChanged.create(ada.id, { userId: ada.id, username: ada.username, previousUsername: name }),
  );
  const heir = { id: newId('user'), username: name, displayName: 'Heir' };
  accounts.push(heir);
  await receive(AccountCreated.create(heir.id, { userId: heir.id, username: name, displayName: 'Heir' }));
  expect(await ask(null, byName, { username: name })).toEqual({ user: heir });
});

test('a name can change hands in either order of the events', async () => {
  const ada = await join('ada');
  const name = ada.username;
  const heir = { id: newId('user'), username: name, displayName: 'Heir' };
  await receive(AccountCreated.create(heir.id, { userId: heir.id, username: name, displayName: 'Heir' }));
  expect(await ask(null, byName, { username: name })).toMatchObject({ user: { id: heir.id } });
  await receive(
    UsernameChanged.create(ada.id, { userId: ada.id, username: `${name}_y`, previousUsername: name }),
  );
  expect(await ask(null, byName, { username: name })).toMatchObject({ user: { id: heir.id } });
});

test('a new name is found before its event came', async () => {
  const ada = await join('ada');
  const old = ada.username;
  ada.username = `${old}_z`;
  expect(await ask(null, byName, { username: ada.username })).toEqual({ user: ada });
  expect(await ask(null, byName, { username: old })).toEqual({ user: ada });
  const late = UsernameChanged.create(ada.id, {
    userId: ada.id,
    username: ada.username,
    previousUsername: old,
  });
  expect(await emittedBy(() => receive(late))).toEqual([]);
});

test('fifty who refer to one new person at once make one profile', async () => {
  const fresh = open('fresh');
  const events = await emittedBy(() =>
    Promise.all(Array.from({ length: 50 }, () => ask(null, byName, { username: fresh.username }))),
  );
  expect(events.map(({ type }) => type)).toEqual(['ProfileCreated']);
});

test('a renaming replayed late changes nothing', async () => {
  const ada = await join('ada');
  const first = UsernameChanged.create(ada.id, {
    userId: ada.id,
    username: `${ada.username}_1`,
    previousUsername: ada.username,
  });
  const second = UsernameChanged.create(ada.id, {
    userId: ada.id,
    username: `${ada.username}_2`,
    previousUsername: `${ada.username}_1`,
  });
  await receive(first, second);
  const { consumers: _, liveId: __, ...envelope } = first;
  const events = await emittedBy(() =>
    db.transaction((tx) =>
      onUsernameChanged.handle(
        { ...envelope, sequence: 2 },
        { tx, signal: AbortSignal.timeout(10_000), log: silent },
      ),
    ),
  );
  expect(events).toEqual([]);
  expect(await ask(null, byName, { username: `${ada.username}_2` })).toMatchObject({
    user: { username: `${ada.username}_2` },
  });
});
