import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { refreshTokens, sessions } from '../../src/tables/index.ts';
import type { Identity } from '../support/start-identity.ts';
import { claims, join, startIdentity } from '../support/start-identity.ts';

describe('refreshSession', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await startIdentity();
  });
  const refresh = (refreshToken: string | null | undefined) =>
    identity.change('refreshSession', { refreshToken: refreshToken ?? 'none' });
  const refusal = {
    viewer: null,
    session: null,
    errors: [{ __typename: 'ForbiddenError', message: expect.any(String), path: ['refreshToken'] }],
  };
  /** Lets time pass for one session. */
  const age = (id: `session_${string}`, ms: number) => {
    const earlier = (column: string) =>
      sql`${sql.identifier(column)} - ${ms}::float8 * interval '1 millisecond'`;
    const set = {
      lastUsedAt: earlier('last_used_at'),
      expiresAt: earlier('expires_at'),
      lastsUntil: earlier('lasts_until'),
    };
    return identity.db.update(sessions).set(set).where(eq(sessions.id, id));
  };
  const ended = async (id: `session_${string}`) =>
    (await identity.db.select().from(sessions).where(eq(sessions.id, id)))[0]?.endedBecause;

  test('gives new tokens of the same session, again and again', async () => {
    const { refreshToken, as, id, viewerId, email } = await join(identity);
    const seen = new Set([refreshToken]);
    let last = refreshToken;
    for (let n = 0; n < 3; n += 1) {
      const { viewer, session, errors } = await refresh(last);
      expect(errors).toEqual([]);
      expect(viewer).toEqual({ id: viewerId, email });
      expect(session).toMatchObject({ id: as.session, viewerIsCurrent: true });
      expect(claims(session?.accessToken)).toMatchObject({ sub: id, sid: as.session });
      last = session?.refreshToken ?? '';
      expect(seen.has(last)).toBe(false);
      seen.add(last);
    }
  });

  test('names its subject, so that the rest of the operation runs as them', async () => {
    const { refreshToken } = await join(identity);
    const { data, headers } = await identity.execute({
      query:
        'mutation ($input: RefreshSessionInput) { refreshSession(input: $input) { session { accessToken } } }',
      variables: { input: { refreshToken } },
    });
    expect(headers).toEqual({ 'ursa-subject': expect.stringMatching(/^eyJ/) });
    expect(data).toEqual({ refreshSession: { session: { accessToken: headers?.['ursa-subject'] } } });
  });

  test('answers the same token again within the grace, with successors that are equally good', async () => {
    const { refreshToken, as } = await join(identity);
    const [lost, kept] = [await refresh(refreshToken), await refresh(refreshToken)];
    expect([lost.errors, kept.errors]).toEqual([[], []]);
    expect(kept.session?.refreshToken).not.toBe(lost.session?.refreshToken);
    for (const { session } of [kept, lost]) expect((await refresh(session?.refreshToken)).errors).toEqual([]);
    expect(await ended(as.session)).toBeNull();
  });

  test('answers five at once with the same token', async () => {
    const { refreshToken, as } = await join(identity);
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(refreshToken)));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ session }) => session?.refreshToken)).size).toBe(5);
    const [session] = await identity.db.select().from(sessions).where(eq(sessions.id, as.session));
    expect(session?.generation).toBe(1);
  });

  test('gives no more than 20 successors within a grace', async () => {
    const { refreshToken } = await join(identity);
    const errors = [];
    for (let n = 0; n < 22; n += 1) errors.push((await refresh(refreshToken)).errors[0]?.__typename);
    expect(errors).toEqual([...Array(20).fill(undefined), 'RateLimitedError', 'RateLimitedError']);
  });

  test('ends the whole session when a token is used again after the grace', async () => {
    const { refreshToken, as } = await join(identity);
    const { session } = await refresh(refreshToken);
    await age(as.session, 11_000);
    expect(await refresh(refreshToken)).toEqual(refusal);
    expect(await ended(as.session)).toBe('token-reused');
    expect(await refresh(session?.refreshToken)).toEqual(refusal);
    const { data, errors } = await identity.execute({ query: '{ viewer { id } }', ...as });
    expect(data).toEqual({ viewer: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  test('ends it also when the grace is not over but the successor was exchanged, too', async () => {
    const { refreshToken, as } = await join(identity);
    const { session } = await refresh(refreshToken);
    await refresh(session?.refreshToken);
    expect(await refresh(refreshToken)).toEqual(refusal);
    expect(await ended(as.session)).toBe('token-reused');
  });

  test('leaves the other sessions of the account alone', async () => {
    const { refreshToken, as, username, password } = await join(identity);
    const other = await identity.change('logIn', { identifier: username, password });
    await refresh(refreshToken);
    await age(as.session, 11_000);
    await refresh(refreshToken);
    expect((await refresh(other.session?.refreshToken)).errors).toEqual([]);
  });

  test('keeps a session that is used, and lets one go that is not', async () => {
    const day = 86_400_000;
    const used = await join(identity);
    let last: string | null | undefined = used.refreshToken;
    for (let n = 0; n < 6; n += 1) {
      await age(used.as.session, 29 * day);
      last = (await refresh(last)).session?.refreshToken;
      expect(last).toBeTruthy();
    }
    await age(used.as.session, 7 * day);
    expect(await refresh(last)).toEqual(refusal);
    const unused = await join(identity);
    await age(unused.as.session, 31 * day);
    expect(await refresh(unused.refreshToken)).toEqual(refusal);
  });

  test('never promises more than the longest life', async () => {
    const day = 86_400_000;
    const { refreshToken, as } = await join(identity);
    await identity.db
      .update(sessions)
      .set({ lastsUntil: sql`now() + interval '1 day'` })
      .where(eq(sessions.id, as.session));
    const { session } = await refresh(refreshToken);
    expect(new Date(session?.expiresAt ?? 0).getTime()).toBeLessThanOrEqual(Date.now() + day);
  });

  test.each(['', 'none', `ursa_refresh_${'A'.repeat(43)}`, 'x'.repeat(100_000), 'ursa_refresh_\u0000'])(
    'refuses %# like every token that is no good',
    async (token) => {
      expect(await refresh(token)).toEqual(refusal);
    },
  );

  test('needs a token', async () => {
    const { refreshSession } = await identity.run({
      query: 'mutation { refreshSession { session { id } errors { __typename path } } }',
    });
    expect(refreshSession).toEqual({
      session: null,
      errors: [{ __typename: 'ValidationError', path: ['refreshToken'] }],
    });
  });

  test('stores no token, only hashes', async () => {
    const { refreshToken } = await join(identity);
    const rows = await identity.db.select().from(refreshTokens);
    expect(rows.length).toBeGreaterThan(0);
    for (const { hash } of rows) {
      expect(hash).toHaveLength(32);
      expect(refreshToken).not.toContain(hash.toString('base64url'));
    }
  });
});
