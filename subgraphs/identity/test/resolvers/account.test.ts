import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { usernames } from '../../src/tables/index.ts';
import type { Identity } from '../support/start-identity.ts';
import { join, somebody, startIdentity } from '../support/start-identity.ts';

describe('Account', () => {
  let identity: Identity;
  beforeAll(async () => {
    const peers = { profiles: () => [null], notifications: () => [null] };
    identity = await startIdentity({ peers, events: false });
  });
  const ask = async (caller: string, ...representations: object[]) => {
    const { _entities } = await identity.run({
      query: `query ($of: [_Any!]!) {
        _entities(representations: $of) { ... on Account { id username displayName createdAt } } }`,
      variables: { of: representations.map((key) => ({ __typename: 'Account', ...key })) },
      caller,
    });
    return _entities;
  };

  test('tells other subgraphs what a profile is made of, by id and by name, in one statement each', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => join(identity)));
    const accounts = people.map(({ id, username, displayName }) => ({
      id,
      username,
      displayName,
      createdAt: expect.any(String),
    }));
    const before = identity.statements.count;
    expect(await ask('profiles', ...people.map(({ id }) => ({ id })))).toEqual(accounts);
    expect(identity.statements.count - before).toBe(1);
    const byName = people.map(({ username }) => ({ username: username.toUpperCase() }));
    expect(await ask('profiles', ...byName)).toEqual(accounts);
    expect(identity.statements.count - before).toBe(2);
  });

  test('is found by its former name while that points on', async () => {
    const { as, id, username } = await join(identity);
    const renamed = somebody().username;
    const query = `mutation { changeUsername(input: { username: "${renamed}" }) { errors { message } } }`;
    await identity.run({ query, ...as });
    expect(await ask('profiles', { username }, { username: renamed })).toMatchObject([
      { id, username: renamed },
      { id, username: renamed },
    ]);
    await identity.db
      .update(usernames)
      .set({ heldUntil: sql`now()` })
      .where(eq(usernames.username, username));
    expect(await ask('profiles', { username })).toEqual([null]);
  });

  test('is nobody when there is none', async () => {
    const unknown = [
      { id: 'user_01h2xcejqtf2nbrexx3vqjhp41' },
      { id: 'post_nonsense' },
      { username: 'nobody_here' },
    ];
    const malformed = [{ username: '' }, { username: 'nul\u0000' }, { username: 'x'.repeat(10_000) }];
    expect(await ask('profiles', ...unknown, ...malformed)).toEqual(Array(6).fill(null));
  });

  test('tells its address to notifications alone, in one statement more', async () => {
    const people = await Promise.all(Array.from({ length: 3 }, () => join(identity)));
    const emails = async (caller: string) => {
      const { _entities } = await identity.run({
        query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { email } } }',
        variables: { of: people.map(({ id }) => ({ __typename: 'Account', id })) },
        caller,
      });
      return _entities;
    };
    const before = identity.statements.count;
    expect(await emails('notifications')).toEqual(
      people.map(({ email }) => ({ email: email.toLowerCase() })),
    );
    expect(identity.statements.count - before).toBe(2);
    expect(await emails('profiles')).toEqual(people.map(() => ({ email: null })));
    expect(await emails('router')).toEqual(people.map(() => null));
  });

  test('is hidden from what comes through the router', async () => {
    const { id, username, as } = await join(identity);
    expect(await ask('router', { id }, { username })).toEqual([null, null]);
    const { _entities } = await identity.run({
      query: `{ _entities(representations: [{ __typename: "Account", id: "${id}" }]) { ... on Account { username } } }`,
      ...as,
    });
    expect(_entities).toEqual([null]);
  });
});
