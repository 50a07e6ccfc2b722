import { createLocalJWKSet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { accounts, mutationKeys, sessions } from '../../src/tables/index.ts';
import type { Identity } from '../support/start-identity.ts';
import { claims, join, somebody, startIdentity } from '../support/start-identity.ts';

describe('signUp', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });
  const errorsOf = async (input: object) => (await identity.change('signUp', input)).errors;

  test('opens an account with a session whose token the published keys verify', async () => {
    const ada = somebody();
    const { viewer, session, errors } = await identity.change('signUp', ada);
    expect(errors).toEqual([]);
    expect(viewer).toEqual({ id: expect.stringMatching(/^viewer_/), email: ada.email });
    expect(session).toMatchObject({ id: expect.stringMatching(/^session_/), viewerIsCurrent: true });
    const { payload } = await jwtVerify(
      session?.accessToken ?? '',
      createLocalJWKSet(await identity.services.keys.published()),
      { issuer: 'identity', audience: 'ursa' },
    );
    expect(payload).toMatchObject({ sub: viewer?.id.replace('viewer', 'user'), sid: session?.id });
    expect(session?.accessTokenExpiresAt).toBe(new Date((payload.exp ?? 0) * 1_000).toISOString());
  });

  test('writes the event with the account', async () => {
    const { id, username, displayName } = await join(identity);
    const events = await identity.emitted();
    expect(events.filter(({ aggregate }) => aggregate === id)).toMatchObject([
      { type: 'AccountCreated', sequence: 1, payload: { userId: id, username, displayName } },
    ]);
  });

  test('names the new subject, and the rest of the operation runs as them', async () => {
    const { data, headers } = await identity.execute({
      query: `mutation ($input: SignUpInput!) {
        signUp(input: $input) {
          session { id accessToken }
          viewer { sessions { totalCount nodes { id viewerIsCurrent } } }
        }
        revokeSession(input: { sessionId: "session_00000000000000000000000000" }) { errors { __typename path } }
      }`,
      variables: { input: somebody() },
    });
    const session = headers?.['ursa-subject'];
    const { sid: id, sub } = claims(String(session));
    expect(sub).toMatch(/^user_/);
    expect(data).toEqual({
      signUp: {
        session: { id, accessToken: session },
        viewer: { sessions: { totalCount: 1, nodes: [{ id, viewerIsCurrent: true }] } },
      },
      revokeSession: { errors: [{ __typename: 'NotFoundError', path: ['sessionId'] }] },
    });
  });

  test('keeps names in one form, and takes text as long as it may be', async () => {
    const { username, email, ...rest } = somebody();
    const loud = {
      ...rest,
      username: username.toUpperCase(),
      email: email.toUpperCase(),
      displayName: '🐻'.repeat(50),
    };
    const { viewer } = await identity.change('signUp', loud);
    expect(viewer?.email).toBe(email);
    expect((await identity.emitted()).at(-1)?.payload).toMatchObject({
      username,
      displayName: '🐻'.repeat(50),
    });
  });

  test('tells everything that is wrong at once', async () => {
    const wrong = {
      username: 'a b',
      email: `${'x'.repeat(250)}@example.org`,
      password: 'short',
      displayName: ' ',
    };
    const errors = await errorsOf({ ...wrong, clientMutationId: 'k'.repeat(101) });
    expect(errors.map(({ __typename, path }) => [__typename, path])).toEqual([
      ['ValidationError', ['username']],
      ['ValidationError', ['email']],
      ['ValidationError', ['password']],
      ['ValidationError', ['displayName']],
      ['ValidationError', ['clientMutationId']],
    ]);
  });

  test('refuses what is no email address before anything is done', async () => {
    const { errors } = await identity.execute({
      query: 'mutation ($input: SignUpInput!) { signUp(input: $input) { errors { message } } }',
      variables: { input: { ...somebody(), email: 'nobody' } },
    });
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });

  test('says which of its names are taken, whatever their case, and hashes nothing for that', async () => {
    const ada = await join(identity);
    const { hashes } = identity.services.hasher.work;
    const again = { ...somebody(), username: ada.username.toUpperCase(), email: ada.email.toUpperCase() };
    expect(await errorsOf(again)).toMatchObject([
      { __typename: 'ConflictError', path: ['username'] },
      { __typename: 'ConflictError', path: ['email'] },
    ]);
    expect(await errorsOf({ ...somebody(), username: 'admin' })).toMatchObject([
      { __typename: 'ConflictError', path: ['username'] },
    ]);
    expect(identity.services.hasher.work.hashes).toBe(hashes);
  });

  test.each(['username', 'email'] as const)('gives a %s that many race for to one of them', async (name) => {
    const prize = somebody();
    const racers = Array.from({ length: 8 }, () => ({ ...somebody(), [name]: prize[name] }));
    const before = await identity.db.$count(accounts);
    const answers = await Promise.all(racers.map((input) => identity.change('signUp', input)));
    const won = answers.filter(({ session }) => session !== null);
    const lost = answers.filter(({ session }) => session === null);
    expect(won).toHaveLength(1);
    expect(lost.map(({ errors }) => errors.map(({ __typename, path }) => [__typename, path]))).toEqual(
      Array(7).fill([['ConflictError', [name]]]),
    );
    expect(await identity.db.$count(accounts)).toBe(before + 1);
    expect((await identity.emitted()).filter(({ type }) => type === 'AccountCreated')).toHaveLength(
      before + 1,
    );
  });
});

describe('signUp with a key', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });

  test('opens one account however many calls arrive at once, and a fresh session for each', async () => {
    const input = { ...somebody(), clientMutationId: 'once' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => identity.change('signUp', input)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ viewer }) => viewer?.id)).size).toBe(1);
    expect(new Set(answers.map(({ session }) => session?.id)).size).toBe(50);
    expect(new Set(answers.map(({ session }) => claims(session?.accessToken).sub)).size).toBe(1);
    expect(await identity.db.$count(accounts)).toBe(1);
    expect(await identity.emitted()).toHaveLength(1);
  });

  test('proves nothing by itself: another password is told that the names are taken', async () => {
    const input = { ...somebody(), clientMutationId: 'key' };
    await identity.change('signUp', input);
    const before = await identity.db.$count(sessions);
    const { session, errors } = await identity.change('signUp', { ...input, password: 'another password' });
    expect(session).toBeNull();
    expect(errors).toMatchObject([{ __typename: 'ConflictError' }, { __typename: 'ConflictError' }]);
    expect(await identity.db.$count(sessions)).toBe(before);
  });

  test('conflicts when the rest of the input is another', async () => {
    const input = { ...somebody(), clientMutationId: 'key' };
    await identity.change('signUp', input);
    const { errors } = await identity.change('signUp', { ...input, displayName: 'Somebody else' });
    expect(errors).toMatchObject([{ __typename: 'ConflictError', path: ['clientMutationId'] }]);
  });

  test('belongs to its credentials: strangers who chose the same key never meet', async () => {
    const [one, other] = await Promise.all([
      identity.change('signUp', { ...somebody(), clientMutationId: '1' }),
      identity.change('signUp', { ...somebody(), clientMutationId: '1' }),
    ]);
    expect([one.errors, other.errors]).toEqual([[], []]);
    expect(one.viewer?.id).not.toBe(other.viewer?.id);
  });

  test('keeps no secret to replay', async () => {
    const { password } = somebody();
    const kept = JSON.stringify(await identity.db.select().from(mutationKeys));
    expect(kept).toContain('user_');
    expect(kept).not.toContain(password.slice(0, 9));
    expect(kept).not.toMatch(/eyJ|ursa_refresh_/);
  });
});

describe('signUp in production', () => {
  test('is throttled per address, before any work is done', async () => {
    const identity = await startIdentity({ environment: { RATE_LIMITS: 'production' } });
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push(await identity.change('signUp', somebody()));
    expect(answers.map(({ errors }) => errors[0]?.__typename)).toEqual([
      ...Array(10).fill(undefined),
      'RateLimitedError',
      'RateLimitedError',
    ]);
    expect(answers.at(-1)?.errors[0]?.retryAfter).toBeGreaterThan(300);
    expect(identity.services.hasher.work.hashes).toBe(10);
    const elsewhere = await identity.change('signUp', somebody(), { address: '198.51.100.1' });
    expect(elsewhere.errors).toEqual([]);
  });
});
