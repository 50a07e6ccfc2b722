import { setTimeout as delay } from 'node:timers/promises';
import { rotateSigningKeys } from '@subgraph/identity/rotate-signing-keys';
import { defaultPoolSettings, openDatabase, roleUrl } from '@ursa/database';
import { waitFor } from '@ursa/testkit';
import { expect, test } from 'vitest';
import type { Answer, Person } from '../world/person.ts';
import { send, signUp } from '../world/person.ts';
import type { Fleet } from './fleet.ts';

const logIn = `mutation ($input: LogInInput!) {
  logIn(input: $input) { session { accessToken refreshToken } errors { __typename } }
}`;
const refresh = `mutation ($input: RefreshSessionInput!) {
  refreshSession(input: $input) { session { accessToken refreshToken } errors { __typename } }
}`;
const me = '{ viewer { id sessions { nodes { id } } } }';

/** Secrets hold, whichever process is asked. */
export function secretTests(fleet: () => Fleet): void {
  const urls = () => fleet().routers.map(({ url }) => url) as [string, string];
  const enter = async (url: string, { username, password }: Person) => {
    const { data } = await send(url, logIn, { input: { identifier: username, password } });
    return data.logIn.session as { accessToken: string; refreshToken: string };
  };

  test('after a rotation of the signing keys, old and new tokens are good at both routers', async () => {
    const [a, b] = urls();
    const person = await signUp(a);
    const kidOf = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
    const old = person.token;

    const database = openDatabase({
      url: roleUrl(fleet().adminUrl, 'identity', fleet().roles),
      schema: 'identity',
      pool: { ...defaultPoolSettings, max: 1 },
    });
    const environment = { IDENTITY_KEY_SECRET: fleet().identityKeySecret };
    const kid = await rotateSigningKeys(database.db, environment).finally(() => database.close());
    expect(kid).not.toBe(kidOf(old));

    // Both processes of identity follow: eight log-ins in a row meet either of them.
    const fresh = await waitFor(
      async () => {
        const tokens = [];
        for (let count = 0; count < 8; count += 1)
          tokens.push((await enter([a, b][count % 2] as string, person)).accessToken);
        return tokens.every((token) => kidOf(token) === kid) ? tokens : undefined;
      },
      { timeoutMs: 30_000, intervalMs: 500 },
    );
    for (const url of [a, b]) {
      for (const token of [old, ...fresh]) {
        const { status, data } = await send(url, me, {}, token);
        expect({ status, id: data.viewer?.id.split('_')[1] }).toEqual({
          status: 200,
          id: person.id.split('_')[1],
        });
      }
      const forged = `${old.slice(0, -4)}AAAA`;
      expect((await send(url, me, {}, forged)).status).toBe(401);
    }
  });

  test('a refresh token used twice ends the whole family, in every process', async () => {
    const [a, b] = urls();
    const person = await signUp(a);
    const first = await enter(a, person);
    const renew = async (url: string, refreshToken: string) => {
      const { data } = await send(url, refresh, { input: { refreshToken } });
      return data.refreshSession as { session: typeof first | null; errors: { __typename: string }[] };
    };
    const second = (await renew(b, first.refreshToken)).session;
    const third = (await renew(a, second?.refreshToken ?? '')).session;
    expect(third?.refreshToken).toBeTruthy();
    const sessions = async (token: string) =>
      (await send(a, me, {}, token)).data.viewer?.sessions.nodes.length;
    expect(await sessions(person.token)).toBe(2);

    const stolen = await renew(b, first.refreshToken);
    expect(stolen).toEqual({ session: null, errors: [{ __typename: 'ForbiddenError' }] });
    for (const url of [a, b, a, b]) {
      const after = await renew(url, third?.refreshToken ?? '');
      expect(after).toEqual({ session: null, errors: [{ __typename: 'ForbiddenError' }] });
    }
    // The session of the sign-up is another family.
    expect(await sessions(person.token)).toBe(1);
  });

  test('1 000 log-ins in one request count as 1 000, and health answers meanwhile', async () => {
    const [a] = urls();
    const person = await signUp(a);
    const input = JSON.stringify({ identifier: person.username, password: 'not the password' });
    const one = `logIn(input: ${input.replace(/"(\w+)":/g, '$1:')}) { errors { __typename } }`;
    const query = `mutation { ${Array.from({ length: 1_000 }, (_, at) => `l${at}: ${one}`).join(' ')} }`;

    const asked = { over: false, slowestMs: 0, times: 0 };
    const watched = [
      a,
      ...fleet()
        .of('identity')
        .map(({ url }) => url),
    ];
    const watching = watched.map(async (url) => {
      while (!asked.over) {
        const startedAt = performance.now();
        const { status } = await fetch(`${url}/health`);
        expect(status).toBe(200);
        asked.slowestMs = Math.max(asked.slowestMs, performance.now() - startedAt);
        asked.times += 1;
        await delay(20);
      }
    });
    const startedAt = performance.now();
    const answer: Answer = await send(a, query);
    const tookMs = performance.now() - startedAt;
    asked.over = true;
    await Promise.all(watching);

    expect(answer).toMatchObject({ status: 200, errors: undefined });
    const kinds = Object.values(answer.data as Record<string, { errors: { __typename: string }[] }>).map(
      ({ errors }) => errors[0]?.__typename,
    );
    const refused = kinds.filter((kind) => kind === 'ForbiddenError').length;
    const throttled = kinds.filter((kind) => kind === 'RateLimitedError').length;
    expect(refused + throttled).toBe(1_000);
    // 100 attempts a minute, and what trickles in while the requests run.
    const trickledIn = (ms: number) => 101 + Math.ceil((ms / 60_000) * 100);
    expect(refused).toBeGreaterThanOrEqual(100);
    expect(refused).toBeLessThanOrEqual(trickledIn(performance.now() - startedAt));

    // The right password counts too, at the other router: of 20 more only what has trickled in since is let through.
    const right = { identifier: person.username, password: person.password };
    const later = await Promise.all(
      Array.from({ length: 20 }, () => send(urls()[1], logIn, { input: right })),
    );
    const entered = later.filter(({ data }) => data.logIn.session !== null).length;
    expect(refused + entered).toBeLessThanOrEqual(trickledIn(performance.now() - startedAt));
    for (const { data } of later.filter(({ data }) => data.logIn.session === null))
      expect(data.logIn).toEqual({ session: null, errors: [{ __typename: 'RateLimitedError' }] });
    expect(entered).toBeLessThan(20);
    expect(asked.times).toBeGreaterThan(10);
    expect(asked.slowestMs).toBeLessThan(2_000);
    console.log(
      `1 000 log-ins took ${Math.round(tookMs)} ms, ${refused} were tried; ${asked.times} health checks ` +
        `meanwhile, the slowest ${Math.round(asked.slowestMs)} ms`,
    );
  }, 60_000);
}
