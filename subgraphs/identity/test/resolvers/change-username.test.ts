import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { usernames } from '../../src/tables/index.ts';
import type { Identity } from '../support/start-identity.ts';
import { join, somebody, startIdentity } from '../support/start-identity.ts';

const query = `mutation ($input: ChangeUsernameInput!) {
  changeUsername(input: $input) { viewer { id } errors { __typename path } } }`;

describe('changeUsername', () => {
  let identity: Identity;
  /** What profiles shows: nothing before it has asked so often. */
  let shownAfter = 0;
  let asked = 0;
  beforeAll(async () => {
    identity = await startIdentity({
      peers: {
        profiles: async ({ representations }) => {
          asked += 1;
          if (asked <= shownAfter) return [{ __typename: 'User', username: 'old' }];
          return Promise.all(
            representations.map(async ({ id }) => ({ username: await currentName(String(id)) })),
          );
        },
      },
    });
  });
  type Person = Awaited<ReturnType<typeof join>>;
  const currentName = async (id: string) =>
    (
      await identity.db
        .select()
        .from(usernames)
        .where(sql`account_id = ${idOf(id)} and held_until is null`)
    )[0]?.username;
  const idOf = (id: string) => sql.param(id, usernames.accountId);
  const change = async ({ as }: Pick<Person, 'as'>, username: string, more: object = {}) => {
    const { changeUsername } = await identity.run({
      query,
      variables: { input: { username, ...more } },
      ...as,
    });
    return changeUsername as {
      viewer: { id: string } | null;
      errors: { __typename: string; path: string[] }[];
    };
  };
  const taken = { viewer: null, errors: [{ __typename: 'ConflictError', path: ['username'] }] };
  const logIn = (identifier: string, password: string) => identity.change('logIn', { identifier, password });

  test('gives another name, tells it, and answers when profiles shows it', async () => {
    const ada = await join(identity);
    const { username } = somebody();
    [asked, shownAfter] = [0, 3];
    expect(await change(ada, username.toUpperCase())).toEqual({ viewer: { id: ada.viewerId }, errors: [] });
    expect(asked).toBe(4);
    const [, event] = (await identity.emitted()).filter(({ aggregate }) => aggregate === ada.id);
    expect(event).toMatchObject({
      type: 'UsernameChanged',
      sequence: 2,
      payload: { userId: ada.id, username, previousUsername: ada.username },
    });
    expect((await logIn(username, ada.password)).errors).toEqual([]);
    expect((await logIn(ada.username, ada.password)).errors).toEqual([]);
  });

  test('answers after a while though profiles never shows it', async () => {
    const ada = await join(identity);
    [asked, shownAfter] = [0, Number.POSITIVE_INFINITY];
    const began = Date.now();
    const { viewer } = await change(ada, somebody().username);
    [asked, shownAfter] = [0, 0];
    expect(viewer?.id).toBe(ada.viewerId);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  test('holds the old name for its owner, and lets others have it after 30 days', async () => {
    const [ada, bob] = [await join(identity), await join(identity)];
    await change(ada, somebody().username);
    expect(await change(bob, ada.username)).toEqual(taken);
    const newcomer = { ...somebody(), username: ada.username };
    expect((await identity.change('signUp', newcomer)).errors).toMatchObject(taken.errors);
    const hold = (interval: string) =>
      identity.db
        .update(usernames)
        .set({ heldUntil: sql`held_until - ${interval}::interval` })
        .where(eq(usernames.username, ada.username));
    await hold('29 days 23 hours');
    expect(await change(bob, ada.username)).toEqual(taken);
    await hold('2 hours');
    expect((await logIn(ada.username, ada.password)).errors).toMatchObject([
      { __typename: 'ForbiddenError' },
    ]);
    expect(await change(bob, ada.username)).toEqual({ viewer: { id: bob.viewerId }, errors: [] });
    expect((await logIn(ada.username, bob.password)).viewer?.id).toBe(bob.viewerId);
  });

  test('gives the old name back to who had it', async () => {
    const ada = await join(identity);
    await change(ada, somebody().username);
    expect((await change(ada, ada.username)).errors).toEqual([]);
    expect(await currentName(ada.id)).toBe(ada.username);
  });

  test('does nothing when the name is the same', async () => {
    const ada = await join(identity);
    expect((await change(ada, ada.username)).errors).toEqual([]);
    expect((await identity.emitted()).filter(({ aggregate }) => aggregate === ada.id)).toHaveLength(1);
  });

  test('refuses names that are taken, reserved or none', async () => {
    const [ada, bob] = [await join(identity), await join(identity)];
    expect(await change(ada, bob.username)).toEqual(taken);
    expect(await change(ada, 'Admin')).toEqual(taken);
    const { errors } = await change(ada, 'no name');
    expect(errors).toEqual([{ __typename: 'ValidationError', path: ['username'] }]);
    expect(await currentName(ada.id)).toBe(ada.username);
  });

  test('gives a name that many race for to one of them, and each account keeps exactly one', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => join(identity)));
    const { username } = somebody();
    const answers = await Promise.all(people.map((person) => change(person, username)));
    expect(answers.filter(({ viewer }) => viewer !== null)).toHaveLength(1);
    for (const { id } of people) expect(await currentName(id)).toBeTruthy();
  });

  test('takes renames of one account one after the other', async () => {
    const ada = await join(identity);
    await Promise.all(Array.from({ length: 5 }, () => change(ada, somebody().username)));
    const rows = await identity.db.select().from(usernames).where(eq(usernames.accountId, ada.id));
    expect(rows.filter(({ heldUntil }) => heldUntil === null)).toHaveLength(1);
    expect(rows).toHaveLength(6);
    const events = (await identity.emitted()).filter(({ aggregate }) => aggregate === ada.id).slice(1);
    const payloads = events.map(({ payload }) => payload as { username: string; previousUsername: string });
    for (const [n, { previousUsername }] of payloads.entries()) {
      expect(previousUsername).toBe(n === 0 ? ada.username : payloads[n - 1]?.username);
    }
  });

  test('repeated with its key has one effect', async () => {
    const ada = await join(identity);
    const { username } = somebody();
    const key = { clientMutationId: 'rename' };
    await Promise.all([change(ada, username, key), change(ada, username, key)]);
    expect((await identity.emitted()).filter(({ aggregate }) => aggregate === ada.id)).toHaveLength(2);
    expect((await change(ada, somebody().username, key)).errors).toMatchObject([
      { __typename: 'ConflictError', path: ['clientMutationId'] },
    ]);
  });

  test('is throttled per account in production', async () => {
    const strict = await startIdentity({
      environment: { RATE_LIMITS: 'production' },
      peers: { profiles: () => [null] },
    });
    const { as } = await join(strict);
    const answers = [];
    for (let n = 0; n < 6; n += 1) {
      const variables = { input: { username: 'no name' } };
      answers.push((await strict.run({ query, variables, ...as }))['changeUsername'].errors[0].__typename);
    }
    expect(answers).toEqual([...Array(5).fill('ValidationError'), 'RateLimitedError']);
  });
});
