import { beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '../../src/tables/index.ts';
import type { Identity } from '../support/start-identity.ts';
import { claims, join, somebody, startIdentity } from '../support/start-identity.ts';

describe('logIn', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });
  const logIn = (identifier: string, password: string) => identity.change('logIn', { identifier, password });

  test('takes the username or the email address, whatever their case', async () => {
    const ada = await join(identity);
    const names = [ada.username, ada.username.toUpperCase(), ada.email, ` ${ada.email.toUpperCase()} `];
    for (const name of names) {
      const { viewer, session, errors } = await logIn(name, ada.password);
      expect(errors).toEqual([]);
      expect(viewer).toEqual({ id: ada.viewerId, email: ada.email });
      expect(session?.viewerIsCurrent).toBe(true);
      expect(claims(session?.accessToken)).toMatchObject({ sub: ada.id, sid: session?.id, aud: 'ursa' });
    }
  });

  test('takes a password typed on another keyboard', async () => {
    const ada = await join(identity, { ...somebody(), password: 'caf\u00e9 fine au lait' });
    expect((await logIn(ada.username, 'cafe\u0301 ﬁne au lait')).errors).toEqual([]);
  });

  test('gives a wrong password and an unknown name the same answer for the same work', async () => {
    const ada = await join(identity);
    const open = await identity.db.$count(sessions);
    const attempts = [
      [ada.username, 'not the password'],
      [ada.email, 'not the password'],
      [ada.username, ''],
      [ada.username, 'x'.repeat(100_000)],
      ['nobody_here', ada.password],
      ['nobody@example.org', ada.password],
      ['', ada.password],
      ['x'.repeat(100_000), ada.password],
      ['nul\u0000', ada.password],
      [`${ada.username}%`, ada.password],
    ] as const;
    const answers: unknown[] = [];
    for (const [identifier, password] of attempts) {
      const before = identity.services.hasher.work.verifications;
      answers.push(await logIn(identifier, password));
      expect(identity.services.hasher.work.verifications - before).toBe(1);
    }
    const refusal = { __typename: 'ForbiddenError', message: expect.any(String), path: null };
    expect(answers[0]).toEqual({ viewer: null, session: null, errors: [refusal] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await identity.db.$count(sessions)).toBe(open);
  });

  test('opens a session of its own each time, also under one key', async () => {
    const { username, password } = await join(identity);
    const input = { identifier: username, password, clientMutationId: 'key' };
    const [one, other] = [await identity.change('logIn', input), await identity.change('logIn', input)];
    expect(one.session?.id).not.toBe(other.session?.id);
    const tooLong = await identity.change('logIn', { ...input, clientMutationId: 'k'.repeat(101) });
    expect(tooLong.errors).toMatchObject([{ __typename: 'ValidationError', path: ['clientMutationId'] }]);
  });
});

describe('logIn is throttled', () => {
  const production = { environment: { RATE_LIMITS: 'production' } };
  const passed = (answers: { errors: { __typename: string }[] }[]) =>
    answers.filter(({ errors }) => errors[0]?.__typename !== 'RateLimitedError').length;

  test.each(['the right password', 'a wrong password'])(
    'per attempt: 1 000 aliases in one request are 1 000 attempts, with %s',
    async (kind) => {
      const identity = await startIdentity(production);
      const { username, password } = await join(identity);
      const before = identity.services.hasher.work.verifications;
      const variables = {
        input: { identifier: username, password: kind.startsWith('the') ? password : kind },
      };
      const aliases = Array.from({ length: 1_000 }, (_, n) => `a${n}: logIn(input: $input) { ...refused }`);
      const answers = Object.values(
        await identity.run({
          query: `mutation ($input: LogInInput!) { ${aliases.join('\n')} }
            fragment refused on LogInPayload { session { id } errors { __typename ... on RateLimitedError { retryAfter } } }`,
          variables,
        }),
      );
      expect(answers).toHaveLength(1_000);
      expect(passed(answers)).toBe(10);
      expect(identity.services.hasher.work.verifications - before).toBe(10);
      expect(answers[10].errors[0].retryAfter).toBeGreaterThan(60);
      expect((await identity.change('logIn', variables.input)).errors).toMatchObject([
        { __typename: 'RateLimitedError' },
      ]);
    },
    60_000,
  );

  test('per account, from wherever the attempts come', async () => {
    const identity = await startIdentity(production);
    const { username, email, password } = await join(identity);
    const from = (n: number, identifier = username) =>
      identity.change('logIn', { identifier, password }, { address: `198.51.100.${n}` });
    expect(
      passed(
        await Promise.all(
          Array.from({ length: 30 }, (_, n) => from(n, n % 2 ? username : username.toUpperCase())),
        ),
      ),
    ).toBe(10);
    // The limit reached by name does not tell which address belongs to it; that way has its own.
    expect(passed(await Promise.all(Array.from({ length: 30 }, (_, n) => from(n, email))))).toBe(10);
  });

  test('per account, under its former name as under the present one', async () => {
    const identity = await startIdentity({ ...production, peers: { profiles: () => [null] } });
    const { username, password, as } = await join(identity);
    const renamed = somebody().username;
    const query = `mutation { changeUsername(input: { username: "${renamed}" }) { errors { message } } }`;
    await identity.run({ query, ...as });
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        identity.change('logIn', { identifier: n % 2 ? username : renamed, password }),
      ),
    );
    expect(passed(answers)).toBe(10);
  });

  test('per account that does not exist, just the same', async () => {
    const identity = await startIdentity(production);
    const nobody = { identifier: 'nobody_here', password: 'whatever it is' };
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => identity.change('logIn', nobody, { address: `198.51.100.${n}` })),
    );
    expect(passed(answers)).toBe(10);
  });

  test('per address, whoever is tried; a client with an IPv6 network has one allowance', async () => {
    const identity = await startIdentity(production);
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        identity.change(
          'logIn',
          { identifier: `nobody_${n}`, password: 'whatever' },
          { address: `2001:db8:1:2::${n}` },
        ),
      ),
    );
    expect(passed(answers)).toBe(100);
    expect(identity.services.hasher.work.verifications).toBe(100);
  }, 30_000);
});
